namespace TradingEngine.Runner.Compare;

/// <summary>Which events of a side count.</summary>
/// <param name="StrategyId">Those of one strategy; null for all.</param>
/// <param name="Since">Those from this time on, by the events' own time; null for all.</param>
internal sealed record class TraceFilter(string? StrategyId = null, DateTimeOffset? Since = null);
