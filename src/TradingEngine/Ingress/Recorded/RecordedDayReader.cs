using TradingEngine.Model;

namespace TradingEngine.Ingress.Recorded;

/// <summary>
/// Reads a recorded day, ticks and signals merged by time, ticks first where they are equal. Lines that cannot be used
/// are counted, reported and skipped; the rest of the day goes on.
/// </summary>
public sealed class RecordedDayReader : IDisposable
{
    private readonly TickFileReader _ticks;
    private readonly SignalFileReader _signals;
    private readonly Action<RefusedLine>? _onRefused;
    private MarketTick _nextTick;
    private TradingSignal? _nextSignal;
    private bool _hasTick;
    private bool _isAtSignal;
    private bool _isAtTick;

    /// <summary>Opens the files <c>ticks.csv.gz</c> and <c>signals.jsonl</c> of a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="onRefused">Told of each line that is not used.</param>
    /// <exception cref="IOException">A file is missing or cannot be opened.</exception>
    /// <exception cref="InvalidDataException">The header of the ticks lacks a column.</exception>
    public RecordedDayReader(string folder, Action<RefusedLine>? onRefused = null)
    {
        ArgumentNullException.ThrowIfNull(folder);
        _onRefused = onRefused;
        _ticks = new TickFileReader(Path.Combine(folder, TickFileName), Refuse);
        try
        {
            _signals = new SignalFileReader(Path.Combine(folder, SignalFileName), Refuse);
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

    /// <summary>Lines that were not used.</summary>
    public long RefusedLineCount { get; private set; }

    /// <summary>The signal that was read last; null where that was a tick.</summary>
    public TradingSignal? Signal => _isAtSignal ? _nextSignal : null;

    /// <summary>The line of <see cref="Signal"/>, valid until the next read.</summary>
    public ReadOnlySpan<byte> SignalLine => _isAtSignal ? _signals.Line : default;

    /// <summary>The tick that was read last, where <see cref="Signal"/> is null.</summary>
    public MarketTick Tick => _nextTick;

    /// <summary>The time of the event that was read last.</summary>
    public DateTimeOffset Time => _isAtSignal ? _nextSignal!.Timestamp : _nextTick.Timestamp;

    /// <summary>Reads the next event.</summary>
    /// <returns>False at the end of the day.</returns>
    public bool TryRead()
    {
        if (_isAtTick)
        {
            MoveTicks();
        }
        else if (_isAtSignal)
        {
            MoveSignals();
        }

        _isAtTick = _hasTick && (_nextSignal is null || _nextTick.Timestamp <= _nextSignal.Timestamp);
        _isAtSignal = !_isAtTick && _nextSignal is not null;
        return _isAtTick || _isAtSignal;
    }

    /// <summary>Counts and reports the event that was read last as one that is not used.</summary>
    public void Refuse(string reason) => Refuse(_isAtSignal
        ? new RefusedLine(SignalFileName, _signals.LineNumber, reason)
        : new RefusedLine(TickFileName, _ticks.LineNumber, reason));

    /// <inheritdoc/>
    public void Dispose()
    {
        _ticks.Dispose();
        _signals.Dispose();
    }

    private void Refuse(RefusedLine line)
    {
        RefusedLineCount++;
        _onRefused?.Invoke(line);
    }

    private void MoveTicks() => _hasTick = _ticks.TryRead(out _nextTick);

    private void MoveSignals() => _nextSignal = _signals.TryRead(out var signal) ? signal : null;
}
