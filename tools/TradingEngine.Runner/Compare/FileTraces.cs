using TradingEngine.Ingress.Recorded;

namespace TradingEngine.Runner.Compare;

/// <summary>Order events of a file: one envelope a line, compressed where its name ends with <c>.gz</c>.</summary>
internal sealed class FileTraces : ITraceSource
{
    private const string CompressedEnding = ".gz";

    private readonly string _path;
    private readonly TraceFilter _filter;
    private LineReader? _lines;

    public FileTraces(string path, TraceFilter filter)
    {
        _path = path;
        _filter = filter;
    }

    /// <inheritdoc/>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    public void Begin(CancellationToken cancellationToken)
    {
        var share = FileShare.ReadWrite | FileShare.Delete;
        Stream stream = new FileStream(_path, FileMode.Open, FileAccess.Read, share, 64 * 1024);
        var isCompressed = _path.EndsWith(CompressedEnding, StringComparison.OrdinalIgnoreCase);
        _lines = new LineReader(isCompressed ? new CheckedGzipStream(stream) : stream);
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidDataException">The compressed data is cut off or damaged.</exception>
    public TraceSet Read(CancellationToken cancellationToken)
    {
        var traces = new TraceSet(_path, _filter.StrategyId);
        var lines = _lines!;
        while (lines.TryRead(out var line))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var place = new LinePlace(lines.LineNumber);
            if (lines.IsTooLong)
            {
                traces.Reader.Refuse(place, LineReader.TooLongReason);
            }
            else if (!line.IsEmpty
                && traces.Reader.TryRead(line, place, out var traced)
                && !(traced.Time < _filter.Since))
            {
                traces.Add(traced);
            }
        }

        return traces;
    }

    public void Dispose() => _lines?.Dispose();

    private readonly record struct LinePlace(long Number)
    {
        public override string ToString() => $"line {Number}";
    }
}
