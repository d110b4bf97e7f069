using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>Ticks a second over the last second, so that the number can be read.</summary>
internal sealed class RateMeter
{
    private static readonly TimeSpan Span = TimeSpan.FromSeconds(1);

    private readonly Queue<(TimeSpan Elapsed, long Ticks)> _samples = new();

    /// <summary>Adds a sample.</summary>
    /// <returns>The rate since the oldest sample that is kept; the rate since the start with the first.</returns>
    public double Add(DemoSnapshot snapshot)
    {
        var ticks = snapshot.Status.TickCount;
        _samples.Enqueue((snapshot.Elapsed, ticks));
        while (_samples.Count > 2 && snapshot.Elapsed - _samples.Peek().Elapsed > Span)
        {
            _samples.Dequeue();
        }

        var (oldestElapsed, oldestTicks) = _samples.Peek();
        var seconds = (snapshot.Elapsed - oldestElapsed).TotalSeconds;
        return seconds > 0 ? (ticks - oldestTicks) / seconds : snapshot.TicksPerSecond;
    }
}
