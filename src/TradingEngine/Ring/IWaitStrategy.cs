namespace TradingEngine.Ring;

/// <summary>What a consumer does while the sequence it needs is not there yet.</summary>
internal interface IWaitStrategy
{
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
