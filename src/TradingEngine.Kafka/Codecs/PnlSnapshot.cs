namespace TradingEngine.Kafka.Codecs;

/// <summary>The profit and loss of one strategy at one trader, in money.</summary>
/// <param name="Broker">The name of the trader.</param>
/// <param name="StrategyId">The strategy.</param>
/// <param name="RealizedPnl">What closed positions made.</param>
/// <param name="UnrealizedPnl">What open positions would make at the last prices.</param>
/// <param name="TotalPnl">The sum of both.</param>
/// <param name="Timestamp">The engine's time of the snapshot.</param>
internal readonly record struct PnlSnapshot(
    string Broker,
    string StrategyId,
    decimal RealizedPnl,
    decimal UnrealizedPnl,
    decimal TotalPnl,
    DateTimeOffset Timestamp)
{
    /// <summary>The key of the snapshot's message.</summary>
    public string Key => $"portfolio_snapshot_{Broker}:{StrategyId}";
}
