namespace TradingEngine.Ring;

/// <summary>Hands out sequences to producers and tells consumers which of them are published.</summary>
internal interface ISequencer
{
    /// <summary>Sequences in use at most: the size of the ring.</summary>
    int BufferSize { get; }

    /// <summary>The highest published sequence (one producer) or the highest claimed one (several).</summary>
    long Cursor { get; }

    /// <summary>Slots that are neither claimed nor waiting for a consumer.</summary>
    long GetRemainingCapacity();

    /// <summary>The consumers that a producer must not overtake. Set once, before the start.</summary>
    void SetGatingSequences(Sequence[] gatingSequences);

    /// <summary>
    /// The highest sequence in [<paramref name="low"/>, <paramref name="available"/>] without a gap before it.
    /// </summary>
    long GetHighestPublishedSequence(long low, long available);
}
