using TradingEngine.Model;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>Where parsed ticks go.</summary>
internal interface ITickTarget
{
    /// <summary>Takes a tick. Allocates nothing.</summary>
    void Add(in MarketTick tick);
}
