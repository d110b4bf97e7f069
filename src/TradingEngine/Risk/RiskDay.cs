namespace TradingEngine.Risk;

/// <summary>Where the daily profit of a strategy, or of everything, begins: what a restart must know again.</summary>
/// <param name="StrategyId">The strategy; null for the global limits.</param>
/// <param name="DayNumber">Days from 0001-01-01 to the trading day.</param>
/// <param name="BaselinePnl">Profit of all time, unrealised included, fees deducted, when the day began.</param>
internal readonly record struct RiskDay(string? StrategyId, int DayNumber, decimal BaselinePnl);
