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

    /// <summary>Waits until an event is due. The first is due at once.</summary>
    /// <returns>False where it was cancelled.</returns>
    public bool WaitFor(DateTimeOffset time, CancellationToken cancellationToken)
    {
        if (_startTimestamp == 0)
        {
            _startTimestamp = Stopwatch.GetTimestamp();
            _firstTicks = time.UtcTicks;
        }

        while (_speed > 0 && !cancellationToken.IsCancellationRequested)
        {
            var due = (long)((time.UtcTicks - _firstTicks) / _speed);
            var left = due - Stopwatch.GetElapsedTime(_startTimestamp).Ticks;
            if (left <= 0)
            {
                return true;
            }

            var millis = Math.Clamp(left / TimeSpan.TicksPerMillisecond, 1, 100);
            cancellationToken.WaitHandle.WaitOne((int)millis);
        }

        return !cancellationToken.IsCancellationRequested;
    }
}
