using TradingEngine.Model;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>Keeps the newest tick and counts, so that nothing behind the parser is measured.</summary>
internal sealed class CountingTarget : ITickTarget
{
    private MarketTick _newest;

    /// <summary>Ticks so far.</summary>
    public long Count { get; private set; }

    /// <summary>The newest one.</summary>
    public MarketTick Newest => _newest;

    public void Add(in MarketTick tick)
    {
        _newest = tick;
        Count++;
    }
}
