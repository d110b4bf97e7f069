namespace TradingEngine.Internals;

/// <summary>A point in real time by which something must have ended, however the engine's clock runs.</summary>
internal readonly struct Deadline
{
    private readonly long _dueMillis;

    public Deadline(TimeSpan timeout)
    {
        _dueMillis = timeout == Timeout.InfiniteTimeSpan || timeout >= TimeSpan.FromDays(365)
            ? long.MaxValue
            : Environment.TickCount64 + (long)timeout.TotalMilliseconds;
    }

    public bool IsOver => Environment.TickCount64 >= _dueMillis;

    /// <summary>What is left, zero when it is over.</summary>
    public TimeSpan Remaining => _dueMillis == long.MaxValue
        ? Timeout.InfiniteTimeSpan
        : TimeSpan.FromMilliseconds(Math.Max(0, _dueMillis - Environment.TickCount64));

    /// <summary>This deadline, or one in <paramref name="time"/> where less than that is left.</summary>
    public Deadline AtLeast(TimeSpan time)
    {
        var least = new Deadline(time);
        return _dueMillis >= least._dueMillis ? this : least;
    }

    /// <summary>Waits until <paramref name="condition"/> holds, as a <see cref="Backoff"/> waits.</summary>
    /// <returns>False where the time was over before.</returns>
    public bool WaitUntil(Func<bool> condition)
    {
        var backoff = new Backoff();
        while (!condition())
        {
            if (IsOver)
            {
                return false;
            }

            backoff.Pause();
        }

        return true;
    }
}
