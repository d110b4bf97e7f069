using TradingEngine.Model;

namespace TradingEngine.Runner.Demo;

/// <summary>The figures of one moment, as the views show them.</summary>
/// <param name="Options">The day.</param>
/// <param name="Status">What the engine says.</param>
/// <param name="Strategies">Profit and loss of every strategy.</param>
/// <param name="MarketTime">The time of the newest event.</param>
/// <param name="IsOpen">Whether the market is open then.</param>
/// <param name="Percent">How much of the day was published.</param>
/// <param name="Elapsed">Since the start.</param>
/// <param name="Kafka">What went over Kafka; null where nothing does.</param>
internal sealed record class DemoSnapshot(
    DemoOptions Options,
    EngineStatus Status,
    IReadOnlyList<StrategyPnl> Strategies,
    DateTimeOffset MarketTime,
    bool IsOpen,
    int Percent,
    TimeSpan Elapsed,
    KafkaFigures? Kafka)
{
    /// <summary>Orders that were filled.</summary>
    public long FillCount => CountEvents(OrderEventType.Filled);

    /// <summary>Orders that failed.</summary>
    public long FailedCount => CountEvents(OrderEventType.Failed);

    /// <summary>Signals that did not become an order.</summary>
    public long RejectedCount => Rejected.Sum(rejected => rejected.Count);

    /// <summary>The reasons that occurred.</summary>
    public IEnumerable<(RejectReason Reason, long Count)> Rejected => Status.SignalsByReason
        .Where(pair => pair.Key != RejectReason.None && pair.Value > 0)
        .Select(pair => (pair.Key, pair.Value));

    /// <summary>Ticks a second since the start.</summary>
    public double TicksPerSecond => Status.TickCount / Math.Max(Elapsed.TotalSeconds, 1e-6);

    private long CountEvents(OrderEventType type) => Status.Traders.Sum(trader => trader.EventCounts[type]);
}
