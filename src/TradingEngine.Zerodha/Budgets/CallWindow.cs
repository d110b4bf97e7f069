using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Budgets;

/// <summary>Counts calls against one limit. Not thread-safe.</summary>
/// <remarks>
/// Keeps the time of each of the newest calls, so that no span of the window's length ever holds more than the limit,
/// however the broker cuts its windows. A bucket of tokens would let twice as many pass in its first window.
/// </remarks>
internal sealed class CallWindow
{
    private readonly RateLimit _limit;
    private readonly long[] _newest;
    private readonly int _reservedCount;
    private long _callCount;
    private long _day;
    private int _dayCount;

    /// <param name="limit">The limit.</param>
    /// <param name="reservedPercent">The share that only urgent calls may use, 0 to 90.</param>
    public CallWindow(RateLimit limit, int reservedPercent)
    {
        const int percent = 100;
        _limit = limit;
        _newest = IsDay ? [] : new long[limit.Count];
        // Of a limit of one nothing can be kept back: no other call would ever pass.
        _reservedCount = Math.Min(limit.Count - 1, (int)(((long)limit.Count * reservedPercent + percent - 1) / percent));
    }

    public RateLimit Limit => _limit;

    private bool IsDay => _limit.Window == RateLimit.Day;

    /// <summary>How long a call has to wait, zero where it may go now.</summary>
    public TimeSpan WaitOf(bool isUrgent, DateTimeOffset now)
    {
        var allowed = isUrgent ? _limit.Count : _limit.Count - _reservedCount;
        if (IsDay)
        {
            StartDay(now);
            return _dayCount < allowed ? TimeSpan.Zero : UntilTomorrow(now);
        }

        if (_callCount < allowed)
        {
            return TimeSpan.Zero;
        }

        var oldest = _newest[(_callCount - allowed) % _newest.Length];
        var free = oldest + _limit.Window.Ticks;
        return free > now.UtcTicks ? TimeSpan.FromTicks(free - now.UtcTicks) : TimeSpan.Zero;
    }

    /// <summary>Counts a call.</summary>
    public void Add(DateTimeOffset now)
    {
        if (IsDay)
        {
            StartDay(now);
            _dayCount++;
            return;
        }

        _newest[_callCount++ % _newest.Length] = now.UtcTicks;
    }

    /// <summary>Calls in the window that ends now.</summary>
    public int CountAt(DateTimeOffset now)
    {
        if (IsDay)
        {
            StartDay(now);
            return _dayCount;
        }

        var count = 0;
        for (var call = _callCount - 1; call >= Math.Max(0, _callCount - _newest.Length); call--, count++)
        {
            if (_newest[call % _newest.Length] + _limit.Window.Ticks <= now.UtcTicks)
            {
                break;
            }
        }

        return count;
    }

    /// <summary>Takes over that at least so many calls were made today, by whomever.</summary>
    public void LearnDay(int count, DateTimeOffset now)
    {
        if (IsDay)
        {
            StartDay(now);
            _dayCount = Math.Max(_dayCount, count);
        }
    }

    private static TimeSpan UntilTomorrow(DateTimeOffset now)
    {
        var local = now.ToOffset(IndiaTime.Offset);
        return local.Date.AddDays(1) - local.DateTime;
    }

    private void StartDay(DateTimeOffset now)
    {
        var day = now.ToOffset(IndiaTime.Offset).Date.Ticks;
        if (day > _day)
        {
            _day = day;
            _dayCount = 0;
        }
    }
}
