using TradingEngine.Internals;

namespace TradingEngine.Ingress;

/// <summary>Where slots enter the pipeline: a ring, or the stages themselves.</summary>
internal interface IPipelineGate
{
    /// <summary>Slots that can be claimed at once, at most.</summary>
    int SlotCount { get; }

    /// <summary>
    /// Claims <paramref name="count"/> slots if there is room for all of them; <paramref name="last"/> is the highest.
    /// </summary>
    bool TryClaim(int count, out long last);

    /// <summary>A claimed slot, to be filled.</summary>
    ref PipelineSlot this[long sequence] { get; }

    /// <summary>Lets the claimed slots from <paramref name="first"/> to <paramref name="last"/> go.</summary>
    void Publish(long first, long last);
}
