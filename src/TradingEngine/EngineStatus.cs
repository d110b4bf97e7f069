using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Traders;

namespace TradingEngine;

/// <summary>
/// What an engine is doing: counters since its start and levels of this moment. Each figure is right by itself;
/// together they are those of nearly the same moment.
/// </summary>
public sealed record class EngineStatus
{
    /// <summary>Where the engine is in its life.</summary>
    public required EngineState State { get; init; }

    /// <summary>Which orders may leave.</summary>
    public required TradingMode Mode { get; init; }

    /// <summary>Why the journal is not written any more; null while it is, and where there is none.</summary>
    public string? JournalFailure { get; init; }

    /// <summary>Ticks that reached the price cache.</summary>
    public required long TickCount { get; init; }

    /// <summary>Ticks that a newer one replaced while the ring was full.</summary>
    public required long ConflatedTickCount { get; init; }

    /// <summary>Ticks that were not valid.</summary>
    public required long RefusedTickCount { get; init; }

    /// <summary>Signals that passed all stages.</summary>
    public required long SignalCount { get; init; }

    /// <summary>Signals by reason; <see cref="RejectReason.None"/> counts those that became orders.</summary>
    public required IReadOnlyDictionary<RejectReason, long> SignalsByReason { get; init; }

    /// <summary>Order events that were given to the sinks.</summary>
    public required long OrderEventCount { get; init; }

    /// <summary>How many times a sink threw.</summary>
    public required long SinkFailureCount { get; init; }

    /// <summary>Slots of the ring in use, and how many there are.</summary>
    public required (int Used, int Size) Ring { get; init; }

    /// <summary>Order events that wait for the sinks, and how many may.</summary>
    public required (int Used, int Size) EgressRing { get; init; }

    /// <summary>
    /// From the publishing of a signal until its order event enters the egress ring, for the newest signals.
    /// </summary>
    public required LatencyPercentiles Latency { get; init; }

    /// <summary>Every trader.</summary>
    public required IReadOnlyList<TraderStatus> Traders { get; init; }
}
