namespace TradingEngine.Ingress.Recorded;

/// <summary>
/// Plays a recorded day, ticks and signals merged by time, ticks first where they are equal, as fast as the engine
/// takes them.
/// </summary>
/// <remarks>
/// It drives <see cref="Clock"/> with the time of the events; give that clock to the engine. Lines that cannot be used
/// are counted, reported and skipped; the rest of the day goes on.
/// </remarks>
public sealed class RecordedDaySource : IEventSource, IDisposable
{
    private const int EventsPerPoll = 1_024;

    private readonly RecordedDayReader _day;

    /// <summary>Opens the files <c>ticks.csv.gz</c> and <c>signals.jsonl</c> of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="onRefused">Told of each line that is not used.</param>
    /// <exception cref="IOException">A file is missing or cannot be opened.</exception>
    /// <exception cref="InvalidDataException">The header of the ticks lacks a column.</exception>
    public RecordedDaySource(string folder, Action<RefusedLine>? onRefused = null)
    {
        _day = new RecordedDayReader(folder, onRefused);
    }

    /// <summary>The name of the file with the ticks.</summary>
    public static string TickFileName => RecordedDayReader.TickFileName;

    /// <summary>The name of the file with the signals.</summary>
    public static string SignalFileName => RecordedDayReader.SignalFileName;

    /// <summary>The time of the newest event.</summary>
    public ReplayTimeProvider Clock { get; } = new();

    /// <summary>Lines that were not used.</summary>
    public long RefusedLineCount => _day.RefusedLineCount;

    /// <summary>Ticks that were published.</summary>
    public long TickCount { get; private set; }

    /// <summary>Signals that were published.</summary>
    public long SignalCount { get; private set; }

    /// <inheritdoc/>
    public SourceStatus Poll(IngressPort ingress)
    {
        ArgumentNullException.ThrowIfNull(ingress);
        for (var i = 0; i < EventsPerPoll; i++)
        {
            if (!_day.TryRead())
            {
                return SourceStatus.Ended;
            }

            Clock.Set(_day.Time);
            Publish(ingress);
        }

        return SourceStatus.Active;
    }

    /// <inheritdoc/>
    public void Dispose() => _day.Dispose();

    private void Publish(IngressPort ingress)
    {
        var signal = _day.Signal;
        var result = signal is null ? ingress.Publish(_day.Tick) : ingress.Publish(signal);
        if (result is not (PublishResult.Published or PublishResult.Deferred))
        {
            _day.Refuse(result.ToString());
        }
        else if (signal is null)
        {
            TickCount++;
        }
        else
        {
            SignalCount++;
        }
    }
}
