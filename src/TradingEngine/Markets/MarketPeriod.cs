namespace TradingEngine.Markets;

/// <summary>A span of time in which a market does not change between open and closed.</summary>
/// <param name="IsOpen">True for continuous trading.</param>
/// <param name="IsKnown">False where the calendar has no data; the market then counts as closed.</param>
/// <param name="StartUtcTicks">The first tick (100 ns, UTC) of the period.</param>
/// <param name="EndUtcTicks">The first tick after it.</param>
public readonly record struct MarketPeriod(bool IsOpen, bool IsKnown, long StartUtcTicks, long EndUtcTicks);
