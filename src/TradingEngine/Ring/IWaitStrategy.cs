namespace TradingEngine.Ring;

/// <summary>What a consumer does while the sequence it needs is not there yet.</summary>
internal interface IWaitStrategy
{
    /// <summary>
    /// How long a consumer looks away after a small batch while its producer is fast, as iterations of
    /// <see cref="Thread.SpinWait"/>, about 27 ns each; zero for not at all. See <see cref="BatchGatherer"/>.
    /// </summary>
    int GatheringSpins { get; }

    /// <summary>
    /// True where a consumer may be parked, so that whoever makes progress must call <see
    /// cref="SignalAllWhenBlocking"/>.
    /// </summary>
    bool IsBlockingStrategy { get; }

    /// <summary>Waits until <paramref name="dependencies"/> have reached <paramref name="sequence"/>.</summary>
    /// <returns>What they have reached; less than <paramref name="sequence"/> only when <paramref name="barrier"/> was
    /// alerted.</returns>
    long WaitFor(long sequence, Sequence[] dependencies, SequenceBarrier barrier);

    /// <summary>Wakes parked consumers, if there are any.</summary>
    void SignalAllWhenBlocking();
}
