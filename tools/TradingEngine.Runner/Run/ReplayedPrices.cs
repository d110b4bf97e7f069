using TradingEngine.Ingress;
using TradingEngine.Ingress.Recorded;
using TradingEngine.Runner.Produce;

namespace TradingEngine.Runner.Run;

/// <summary>
/// The prices of a recorded day as if they were made now: each tick has the time at which it is published. The signals
/// of that day are passed over, they come from Kafka.
/// </summary>
internal sealed class ReplayedPrices : IEventSource, IDisposable
{
    private const int EventsPerPoll = 1_024;
    private const int RefusedLinesShownMax = 20;

    private readonly RecordedDayReader _day;
    private readonly ReplayPace _pace;
    private TimeProvider _time = TimeProvider.System;
    private bool _hasNext;
    private int _refusedCount;

    /// <param name="folder">The folder of the day.</param>
    /// <param name="speed">How many times faster than it was; zero for as fast as the engine takes it.</param>
    /// <exception cref="IOException">A file is missing or cannot be opened.</exception>
    /// <exception cref="InvalidDataException">The header of the ticks lacks a column.</exception>
    public ReplayedPrices(string folder, decimal speed)
    {
        _day = new RecordedDayReader(folder, Refuse);
        _pace = new ReplayPace(speed);
        _hasNext = _day.TryRead();
    }

    /// <inheritdoc/>
    public ValueTask StartAsync(SourceContext context, CancellationToken cancellationToken)
    {
        _time = context.TimeProvider;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public SourceStatus Poll(IngressPort ingress)
    {
        var count = 0;
        while (count < EventsPerPoll && _hasNext && _pace.IsDue(_day.Time))
        {
            if (_day.Signal is null)
            {
                var tick = _day.Tick;
                var now = _time.GetUtcNow().ToOffset(tick.Timestamp.Offset);
                ingress.Publish(tick with { Timestamp = now });
            }

            _hasNext = _day.TryRead();
            count++;
        }

        return count > 0 ? SourceStatus.Active : _hasNext ? SourceStatus.Idle : SourceStatus.Ended;
    }

    public void Dispose() => _day.Dispose();

    private void Refuse(RefusedLine line)
    {
        if (++_refusedCount <= RefusedLinesShownMax)
        {
            Console.Error.WriteLine(line);
        }
    }
}
