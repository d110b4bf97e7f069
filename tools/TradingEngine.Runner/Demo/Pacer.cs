using System.Diagnostics;

namespace TradingEngine.Runner.Demo;

/// <summary>Says up to which time of the day events are due, so that the day takes a given time.</summary>
internal sealed class Pacer
{
    private readonly long _startUtcTicks = GeneratedDay.Start.UtcTicks;
    private readonly long _dayTicks = (GeneratedDay.End - GeneratedDay.Start).Ticks;
    private readonly long _runTicks;
    private long _startTimestamp;

    /// <param name="seconds">How long the day takes; zero for as fast as it goes.</param>
    public Pacer(int seconds)
    {
        _runTicks = seconds * TimeSpan.TicksPerSecond;
    }

    /// <summary>Events before this time are due. The first call starts the day.</summary>
    public long DueUtcTicks()
    {
        if (_runTicks == 0)
        {
            return long.MaxValue;
        }

        if (_startTimestamp == 0)
        {
            _startTimestamp = Stopwatch.GetTimestamp();
        }

        var elapsedTicks = Stopwatch.GetElapsedTime(_startTimestamp).Ticks;
        return _startUtcTicks + (long)((Int128)_dayTicks * elapsedTicks / _runTicks);
    }
}
