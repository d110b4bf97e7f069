using System.Diagnostics;

namespace TradingEngine.Runner.Produce;

/// <summary>Makes events of the past happen again at a multiple of their speed.</summary>
internal sealed class ReplayPace
{
    private readonly decimal _speed;
    private long _startTimestamp;
    private long _firstTicks;

    /// <param name="speed">How many times faster; zero for as fast as it goes.</param>
    public ReplayPace(decimal speed)
    {
        _speed = speed;
    }

    /// <summary>Whether an event is due. The first is due at once.</summary>
    public bool IsDue(DateTimeOffset time) => TicksLeft(time) <= 0;

    /// <summary>Waits until an event is due.</summary>
    /// <returns>False where it was cancelled.</returns>
    public bool WaitFor(DateTimeOffset time, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var left = TicksLeft(time);
            if (left <= 0)
            {
                return true;
            }

            var millis = Math.Clamp(left / TimeSpan.TicksPerMillisecond, 1, 100);
            cancellationToken.WaitHandle.WaitOne((int)millis);
        }

        return false;
    }

    private long TicksLeft(DateTimeOffset time)
    {
        if (_startTimestamp == 0)
        {
            _startTimestamp = Stopwatch.GetTimestamp();
            _firstTicks = time.UtcTicks;
        }

        return _speed == 0
            ? 0
            : (long)((time.UtcTicks - _firstTicks) / _speed) - Stopwatch.GetElapsedTime(_startTimestamp).Ticks;
    }
}
