using TradingEngine.Model;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>The newest tick of each instrument, of a bounded number of them. Allocated once. Not thread-safe.</summary>
internal sealed class LatestTicks : ITickTarget
{
    private readonly Dictionary<long, MarketTick> _ticks;
    private readonly int _capacity;
    private long _lostCount;

    public LatestTicks(int capacity)
    {
        _capacity = capacity;
        _ticks = new Dictionary<long, MarketTick>(capacity);
    }

    public int Count => _ticks.Count;

    /// <summary>Ticks that are lost: replaced by a newer one, or without room. Any thread may read it.</summary>
    public long LostCount => Volatile.Read(ref _lostCount);

    public void Add(in MarketTick tick)
    {
        var count = _ticks.Count;
        if (count < _capacity || _ticks.ContainsKey(tick.InstrumentToken))
        {
            _ticks[tick.InstrumentToken] = tick;
        }

        if (_ticks.Count == count)
        {
            Volatile.Write(ref _lostCount, _lostCount + 1);
        }
    }

    /// <summary>Moves all of them into a batch.</summary>
    public void MoveTo(ITickTarget target)
    {
        foreach (var tick in _ticks.Values)
        {
            target.Add(tick);
        }

        _ticks.Clear();
    }
}
