namespace TradingEngine.Kafka;

/// <summary>
/// What the adapter is doing: counters since its start and levels of this moment. Each figure is right by itself;
/// together they are those of nearly the same moment.
/// </summary>
public sealed record class KafkaStatus
{
    /// <summary>False from the moment that no broker could be reached until one answers again.</summary>
    public required bool IsConnected { get; init; }

    /// <summary>Whether the prices of the warm-up are there, so that signals are taken.</summary>
    public required bool IsWarm { get; init; }

    /// <summary>Whether signals are held back now: the ring is full, or too many are under way.</summary>
    public required bool IsPaused { get; init; }

    /// <summary>Partitions with signals that this engine has.</summary>
    public required int SignalPartitionCount { get; init; }

    /// <summary>Those of them whose signals wait until the orders of their earlier owners are read back.</summary>
    public required int SignalPartitionsWaiting { get; init; }

    /// <summary>Partitions with ticks that this engine reads: all of them.</summary>
    public required int TickPartitionCount { get; init; }

    /// <summary>Messages with ticks that were read, bad ones included.</summary>
    public required long TickMessageCount { get; init; }

    /// <summary>Messages with signals that were read, bad ones included.</summary>
    public required long SignalMessageCount { get; init; }

    /// <summary>Signals under way: read, and not yet done with all their events acknowledged.</summary>
    public required int SignalsInFlight { get; init; }

    /// <summary>
    /// Signals at the broker that this engine has not read, over its partitions; -1 where that is not known yet.
    /// </summary>
    public required long SignalLag { get; init; }

    /// <summary>Messages that could not be read and went to a dead-letter topic.</summary>
    public required long DeadLetterCount { get; init; }

    /// <summary>How often offsets were committed.</summary>
    public required long CommitCount { get; init; }

    /// <summary>How often a commit failed; the next one covers it.</summary>
    public required long CommitFailureCount { get; init; }

    /// <summary>Order events, snapshots and dead letters that a broker acknowledged.</summary>
    public required long AcknowledgedCount { get; init; }

    /// <summary>Order events, snapshots and dead letters that wait for their acknowledgement.</summary>
    public required int UnacknowledgedCount { get; init; }

    /// <summary>How long the oldest of them has waited; zero where there is none.</summary>
    public required TimeSpan UnacknowledgedAge { get; init; }

    /// <summary>How often a producer had to be made anew.</summary>
    public required long ProducerRebuildCount { get; init; }

    /// <summary>How often the order topics were read back for new partitions.</summary>
    public required long TakeoverCount { get; init; }

    /// <summary>
    /// Orders that were read back and given to the engine, which passes over those that it knows already.
    /// </summary>
    public required long AdoptedOrderCount { get; init; }

    /// <summary>When they were read back last, by the engine's clock; null where they were not.</summary>
    public required DateTimeOffset? LastTakeoverTime { get; init; }

    /// <summary>How long that took; zero where they were not.</summary>
    public required TimeSpan LastTakeoverDuration { get; init; }

    /// <summary>When the newest tick was read, by the engine's clock; null where there was none.</summary>
    public required DateTimeOffset? LastTickTime { get; init; }
}
