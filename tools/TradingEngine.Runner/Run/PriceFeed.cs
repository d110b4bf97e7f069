namespace TradingEngine.Runner.Run;

/// <summary>Where the service takes prices from. Signals always come from Kafka.</summary>
internal enum PriceFeed
{
    /// <summary>The topic of ticks.</summary>
    Kafka,

    /// <summary>Kite's binary ticker, straight into the ring.</summary>
    Kite,

    /// <summary>A recorded day, as if it happened now.</summary>
    Replay,
}
