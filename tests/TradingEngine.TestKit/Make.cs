using TradingEngine.Model;

namespace TradingEngine.TestKit;

/// <summary>Ticks and signals for tests, with values that are valid unless a test says otherwise.</summary>
public static class Make
{
    /// <summary>The time of everything that is made without one: a Tuesday, 10:00 IST.</summary>
    public static readonly DateTimeOffset Time = new(2026, 6, 2, 10, 0, 0, TimeSpan.FromMinutes(330));

    /// <summary>A tick.</summary>
    public static MarketTick Tick(long token, string price, long quantity = 1, DateTimeOffset? at = null) =>
        new(token, Price.Parse(price), quantity, at ?? Time);

    /// <summary>A signal.</summary>
    public static TradingSignal Signal(
        string id,
        SignalType type = SignalType.Buy,
        long token = 1,
        long quantity = 10,
        string strategy = "momentum",
        DateTimeOffset? at = null) => new()
        {
            SignalId = id,
            StrategyId = strategy,
            InstrumentToken = token,
            Type = type,
            Quantity = quantity,
            Timestamp = at ?? Time,
        };
}
