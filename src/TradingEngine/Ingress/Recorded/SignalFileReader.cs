using TradingEngine.Model;

namespace TradingEngine.Ingress.Recorded;

/// <summary>
/// Reads <c>signals.jsonl</c>: a <c>validated_signal</c> envelope a line. Bad lines are reported and skipped.
/// </summary>
public sealed class SignalFileReader : IDisposable
{
    private readonly string _fileName;
    private readonly LineReader _lines;
    private readonly Action<RefusedLine> _onRefused;

    /// <summary>Opens a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="onRefused">Told of each line that is not used.</param>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public SignalFileReader(string path, Action<RefusedLine> onRefused)
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentNullException.ThrowIfNull(onRefused);
        _fileName = Path.GetFileName(path);
        _onRefused = onRefused;
        _lines = new LineReader(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, 64 * 1024));
    }

    /// <summary>The line that was read last, from 1.</summary>
    public long LineNumber => _lines.LineNumber;

    /// <summary>The line that was read last, without its end; valid until the next read.</summary>
    public ReadOnlySpan<byte> Line => _lines.Line;

    /// <summary>Reads the next good signal.</summary>
    /// <returns>False at the end.</returns>
    public bool TryRead(out TradingSignal signal)
    {
        while (_lines.TryRead(out var line))
        {
            if (SignalJson.TryRead(line, out var read, out var error))
            {
                signal = read;
                return true;
            }

            _onRefused(new RefusedLine(_fileName, LineNumber, _lines.IsTooLong ? LineReader.TooLongReason : error));
        }

        signal = null!;
        return false;
    }

    /// <inheritdoc/>
    public void Dispose() => _lines.Dispose();
}
