namespace TradingEngine.Ingress.Recorded;

/// <summary>A stream, and some bytes after its end.</summary>
internal sealed class ContinuedStream : ReadOnlyStream
{
    private readonly Stream _stream;
    private readonly byte[] _continuation;
    private int _position;

    public ContinuedStream(Stream stream, byte[] continuation)
    {
        _stream = stream;
        _continuation = continuation;
    }

    /// <summary>True after the end of the stream itself was met.</summary>
    public bool IsBehindEnd { get; private set; }

    public override int Read(Span<byte> buffer)
    {
        var count = IsBehindEnd ? 0 : _stream.Read(buffer);
        if (count > 0 || buffer.IsEmpty)
        {
            return count;
        }

        IsBehindEnd = true;
        count = Math.Min(buffer.Length, _continuation.Length - _position);
        _continuation.AsSpan(_position, count).CopyTo(buffer);
        _position += count;
        return count;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _stream.Dispose();
        }

        base.Dispose(disposing);
    }
}
