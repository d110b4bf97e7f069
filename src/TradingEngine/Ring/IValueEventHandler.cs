namespace TradingEngine.Ring;

/// <summary>Processes the events of a ring, one after the other, on one thread.</summary>
/// <typeparam name="T">The slot.</typeparam>
/// <remarks>
/// A handler that is a struct gets a loop compiled for it, with <see cref="OnEvent"/> inlined. Such a struct implements
/// every member itself: calling the default body of an interface on a struct boxes it.
/// </remarks>
internal interface IValueEventHandler<T>
    where T : struct
{
    /// <summary>Processes one event in its slot.</summary>
    /// <param name="data">The slot; it may be written, and later handlers see that.</param>
    /// <param name="sequence">The sequence of the event.</param>
    /// <param name="endOfBatch">True for the last event that is available now: the time to flush.</param>
    void OnEvent(ref T data, long sequence, bool endOfBatch);

    /// <summary>Called before the first event of a batch.</summary>
    void OnBatchStart(long batchSize)
    {
    }
}
