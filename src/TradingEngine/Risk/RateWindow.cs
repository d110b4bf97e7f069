namespace TradingEngine.Risk;

/// <summary>The times of the last n orders: tells whether one more would be too many in any one second.</summary>
/// <remarks>
/// A clock that goes back by less than a second stands still here. Where it goes back further, the remembered times go
/// back with it, as if the newest order had just left: a step of the clock never lets more orders out.
/// </remarks>
internal sealed class RateWindow
{
    private readonly long[] _times;
    private int _oldest;
    private int _count;
    private long _newest = long.MinValue;

    /// <param name="ordersMax">Orders that a second may hold, at least 1.</param>
    public RateWindow(int ordersMax)
    {
        _times = new long[ordersMax];
    }

    public bool IsFull(long nowTicks) =>
        _count == _times.Length && FollowClock(nowTicks) - _times[_oldest] < TimeSpan.TicksPerSecond;

    /// <summary>Remembers an order, whether or not the window is full.</summary>
    public void Add(long nowTicks)
    {
        _newest = FollowClock(nowTicks);
        if (_count < _times.Length)
        {
            _times[_count++] = _newest;
            return;
        }

        _times[_oldest] = _newest;
        _oldest = _oldest + 1 == _times.Length ? 0 : _oldest + 1;
    }

    private long FollowClock(long nowTicks)
    {
        if (nowTicks >= _newest)
        {
            return nowTicks;
        }

        var back = _newest - nowTicks;
        if (back < TimeSpan.TicksPerSecond)
        {
            return _newest;
        }

        for (var i = 0; i < _count; i++)
        {
            _times[i] -= back;
        }

        _newest = nowTicks;
        return nowTicks;
    }
}
