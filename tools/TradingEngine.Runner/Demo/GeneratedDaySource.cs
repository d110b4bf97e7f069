using TradingEngine.Ingress;
using TradingEngine.Ingress.Recorded;

namespace TradingEngine.Runner.Demo;

/// <summary>Plays a generated day into an engine, paced or as fast as it goes, and drives the clock.</summary>
internal sealed class GeneratedDaySource : IEventSource
{
    private const int EventsPerPoll = 256;

    private readonly GeneratedDay _day;
    private readonly Pacer _pacer;
    private DayEvent _next;
    private bool _hasNext;
    private long _publishedCount;

    public GeneratedDaySource(GeneratedDay day, Pacer pacer)
    {
        _day = day;
        _pacer = pacer;
        Clock.Set(GeneratedDay.Start);
        _hasNext = day.TryRead(out _next);
    }

    /// <summary>The time of the newest event.</summary>
    public ReplayTimeProvider Clock { get; } = new();

    /// <summary>How many of the events of the day were published. Any thread may read it.</summary>
    public long PublishedCount => Volatile.Read(ref _publishedCount);

    /// <inheritdoc/>
    public SourceStatus Poll(IngressPort ingress)
    {
        var dueUtcTicks = _pacer.DueUtcTicks();
        var count = 0;
        while (count < EventsPerPoll && _hasNext && _next.Time.UtcTicks < dueUtcTicks)
        {
            Publish(ingress);
            count++;
        }

        Volatile.Write(ref _publishedCount, _publishedCount + count);
        return count > 0 ? SourceStatus.Active : _hasNext ? SourceStatus.Idle : SourceStatus.Ended;
    }

    private void Publish(IngressPort ingress)
    {
        Clock.Set(_next.Time);
        if (_next.Signal is { } signal)
        {
            ingress.Publish(signal);
        }
        else
        {
            ingress.Publish(_next.Tick);
        }

        _hasNext = _day.TryRead(out _next);
    }
}
