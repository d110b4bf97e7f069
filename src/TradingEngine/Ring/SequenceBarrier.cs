namespace TradingEngine.Ring;

/// <summary>Where a consumer waits: behind the producer's cursor, or behind the consumers before it.</summary>
internal sealed class SequenceBarrier
{
    private readonly ISequencer _sequencer;
    private readonly IWaitStrategy _waitStrategy;
    private readonly Sequence[] _dependencies;
    private readonly bool _mayHaveGaps;
    private readonly long _batchSizeMax;
    private volatile bool _alerted;

    /// <param name="sequencer">Tells which claimed sequences are published.</param>
    /// <param name="waitStrategy">How to wait.</param>
    /// <param name="dependencies">The cursor, or the sequences of the consumers before this one.</param>
    /// <param name="behindProducers">True where the only dependency is the cursor.</param>
    public SequenceBarrier(
        ISequencer sequencer, IWaitStrategy waitStrategy, Sequence[] dependencies, bool behindProducers)
    {
        _sequencer = sequencer;
        _waitStrategy = waitStrategy;
        _dependencies = dependencies;
        _mayHaveGaps = behindProducers && sequencer is MultiProducerSequencer;

        // A full ring must not be one batch: the producer would wait for all of it and then be waited for.
        _batchSizeMax = Math.Max(1, sequencer.BufferSize / 8);
    }

    /// <summary>True once the consumer has been asked to stop.</summary>
    public bool IsAlerted => _alerted;

    /// <summary>
    /// Waits for <paramref name="sequence"/> and returns the highest one that may be processed in one batch.
    /// </summary>
    /// <returns>At least <paramref name="sequence"/>, or less when the barrier is alerted or a claimed slot is not
    /// published yet.</returns>
    /// <remarks>
    /// The wait ends in an acquire load of the dependency, so the slots up to the returned sequence are visible.
    /// </remarks>
    public long WaitFor(long sequence)
    {
        var available = _waitStrategy.WaitFor(sequence, _dependencies, this);
        available = Math.Min(available, sequence + _batchSizeMax - 1);
        return _mayHaveGaps && available >= sequence
            ? _sequencer.GetHighestPublishedSequence(sequence, available)
            : available;
    }

    /// <summary>Ends the wait of the consumer, now or the next time that it finds nothing to do.</summary>
    public void Alert()
    {
        _alerted = true;
        _waitStrategy.SignalAllWhenBlocking();
    }
}
