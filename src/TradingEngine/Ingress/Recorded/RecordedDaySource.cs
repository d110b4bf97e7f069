using TradingEngine.Model;

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

    private readonly TickFileReader _ticks;
    private readonly SignalFileReader _signals;
    private readonly Action<RefusedLine> _onRefused;
    private MarketTick _tick;
    private TradingSignal? _signal;
    private bool _hasTick;

    /// <summary>Opens the files <c>ticks.csv.gz</c> and <c>signals.jsonl</c> of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="onRefused">Told of each line that is not used.</param>
    /// <exception cref="IOException">A file is missing or cannot be opened.</exception>
    /// <exception cref="InvalidDataException">The header of the ticks lacks a column.</exception>
    public RecordedDaySource(string folder, Action<RefusedLine>? onRefused = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _onRefused = line =>
        {
            RefusedLineCount++;
            onRefused?.Invoke(line);
        };
        _ticks = new TickFileReader(Path.Combine(folder, TickFileName), _onRefused);
        try
        {
            _signals = new SignalFileReader(Path.Combine(folder, SignalFileName), _onRefused);
        }
        catch
        {
            _ticks.Dispose();
            throw;
        }

        MoveTicks();
        MoveSignals();
    }

    /// <summary>The name of the file with the ticks.</summary>
    public static string TickFileName => "ticks.csv.gz";

    /// <summary>The name of the file with the signals.</summary>
    public static string SignalFileName => "signals.jsonl";

    /// <summary>The time of the newest event.</summary>
    public ReplayTimeProvider Clock { get; } = new();

    /// <summary>Lines that were not used.</summary>
    public long RefusedLineCount { get; private set; }

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
            if (_hasTick && (_signal is null || _tick.Timestamp <= _signal.Timestamp))
            {
                PublishTick(ingress);
            }
            else if (_signal is not null)
            {
                PublishSignal(ingress, _signal);
            }
            else
            {
                return SourceStatus.Ended;
            }
        }

        return SourceStatus.Active;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _ticks.Dispose();
        _signals.Dispose();
    }

    private void PublishTick(IngressPort ingress)
    {
        Clock.Set(_tick.Timestamp);
        var result = ingress.Publish(_tick);
        if (result is PublishResult.Published or PublishResult.Deferred)
        {
            TickCount++;
        }
        else
        {
            _onRefused(new RefusedLine(TickFileName, _ticks.LineNumber, result.ToString()));
        }

        MoveTicks();
    }

    private void PublishSignal(IngressPort ingress, TradingSignal signal)
    {
        Clock.Set(signal.Timestamp);
        var result = ingress.Publish(signal);
        if (result == PublishResult.Published)
        {
            SignalCount++;
        }
        else
        {
            _onRefused(new RefusedLine(SignalFileName, _signals.LineNumber, result.ToString()));
        }

        MoveSignals();
    }

    private void MoveTicks() => _hasTick = _ticks.TryRead(out _tick);

    private void MoveSignals() => _signal = _signals.TryRead(out var signal) ? signal : null;
}
