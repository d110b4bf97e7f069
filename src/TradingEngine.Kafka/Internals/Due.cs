namespace TradingEngine.Kafka.Internals;

/// <summary>A point in real time by which something must have ended.</summary>
internal readonly struct Due
{
    private readonly long _millis;

    private Due(long millis)
    {
        _millis = millis;
    }

    /// <summary>True when it is over.</summary>
    public bool IsOver => Environment.TickCount64 >= _millis;

    /// <summary>What is left, at most a day; zero when it is over.</summary>
    public TimeSpan Left => TimeSpan.FromMilliseconds(
        Math.Clamp(_millis - Environment.TickCount64, 0, (long)TimeSpan.FromDays(1).TotalMilliseconds));

    /// <summary>In so much time; never for <see cref="Timeout.InfiniteTimeSpan"/>.</summary>
    public static Due In(TimeSpan time) => new(
        time == Timeout.InfiniteTimeSpan ? long.MaxValue : Environment.TickCount64 + (long)time.TotalMilliseconds);
}
