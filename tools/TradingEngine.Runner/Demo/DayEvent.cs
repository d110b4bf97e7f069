using TradingEngine.Model;

namespace TradingEngine.Runner.Demo;

/// <summary>A tick or a signal of a generated day.</summary>
/// <param name="Time">When it arrives, with the exchange's offset.</param>
/// <param name="Tick">The tick, where <paramref name="Signal"/> is null.</param>
/// <param name="Signal">The signal.</param>
internal readonly record struct DayEvent(DateTimeOffset Time, MarketTick Tick, TradingSignal? Signal);
