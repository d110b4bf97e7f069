namespace TradingEngine.Ring;

/// <summary>What a consumer does while the sequence it needs is not there yet.</summary>
internal interface IWaitStrategy
{
    /// <summary>
    /// How long a consumer looks away after a row of small batches, as iterations of <see cref="Thread.SpinWait"/>,
    /// about 27 ns each; zero for not at all.
    /// </summary>
    /// <remarks>
    /// A consumer that follows its producer event by event costs both of them a transfer of the cursor's cache line per
    /// event, some 80 ns between two cores. While it looks away the line stays with the producer, which then publishes
    /// dozens of events; an event that comes within that time waits for its rest.
    /// </remarks>
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
