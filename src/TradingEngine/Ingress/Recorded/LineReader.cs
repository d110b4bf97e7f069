namespace TradingEngine.Ingress.Recorded;

/// <summary>Reads a stream line by line, as bytes, without allocating per line.</summary>
internal sealed class LineReader : IDisposable
{
    /// <summary>Longer lines are skipped: 1 MiB, without the end of the line.</summary>
    public const int LineLengthMax = 1 << 20;

    private const int BufferLengthMax = LineLengthMax + 2;

    private readonly Stream _stream;
    private byte[] _buffer = new byte[64 * 1024];
    private int _start;
    private int _end;
    private int _lineStart;
    private int _lineLength;
    private bool _hasEnded;

    public LineReader(Stream stream)
    {
        _stream = stream;
    }

    /// <summary>The number of the line that was read last, from 1.</summary>
    public long LineNumber { get; private set; }

    /// <summary>The line that was read last, valid until the next call of <see cref="TryRead"/>.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_lineStart, _lineLength);

    /// <summary>True where the last line is longer than <see cref="LineLengthMax"/>; it is given as empty.</summary>
    public bool IsTooLong { get; private set; }

    /// <summary>What to say of a line that is too long.</summary>
    public static string TooLongReason { get; } = $"the line is longer than {LineLengthMax} bytes";

    /// <summary>Reads the next line without its end; the span is valid until the next call.</summary>
    /// <returns>False at the end.</returns>
    /// <exception cref="InvalidDataException">The data is cut off or damaged.</exception>
    public bool TryRead(out ReadOnlySpan<byte> line)
    {
        IsTooLong = false;
        var searched = 0;
        while (true)
        {
            var length = _buffer.AsSpan(_start + searched, _end - _start - searched).IndexOf((byte)'\n');
            if (length >= 0)
            {
                line = Take(searched + length, 1);
                return true;
            }

            searched = _end - _start;
            if (_hasEnded)
            {
                var isLine = searched > 0 || IsTooLong;
                line = isLine ? Take(searched, 0) : default;
                return isLine;
            }

            if (searched == BufferLengthMax)
            {
                IsTooLong = true;
                (_start, _end, searched) = (0, 0, 0);
            }

            Fill();
        }
    }

    public void Dispose() => _stream.Dispose();

    private ReadOnlySpan<byte> Take(int length, int separatorLength)
    {
        var isAfterReturn = length > 0 && _buffer[_start + length - 1] == (byte)'\r';
        (_lineStart, _lineLength) = (_start, isAfterReturn ? length - 1 : length);
        _start += length + separatorLength;
        LineNumber++;
        IsTooLong |= _lineLength > LineLengthMax;
        _lineLength = IsTooLong ? 0 : _lineLength;
        return Line;
    }

    private void Fill()
    {
        if (_start > 0)
        {
            _buffer.AsSpan(_start, _end - _start).CopyTo(_buffer);
            (_start, _end) = (0, _end - _start);
        }

        if (_end == _buffer.Length)
        {
            Array.Resize(ref _buffer, Math.Min(_buffer.Length * 2, BufferLengthMax));
        }

        var count = _stream.Read(_buffer, _end, _buffer.Length - _end);
        _end += count;
        _hasEnded = count == 0;
    }
}
