using System.IO.Compression;

namespace TradingEngine.Ingress.Recorded;

/// <summary>Decompresses gzip and notices a cut, which <see cref="GZipStream"/> takes for the end.</summary>
/// <remarks>
/// A gzip file may consist of several members, one after the other. Behind the end of the file stands one more, with a
/// text that is known here. Only where the file is whole does exactly that text come out at the end; in a cut file the
/// decoder takes these bytes for a part of the member that is not finished.
/// </remarks>
internal sealed class CheckedGzipStream : ReadOnlyStream
{
    private static readonly byte[] EndMember = Compress(EndText);

    private readonly ContinuedStream _source;
    private readonly GZipStream _gzip;
    private bool _hasEnded;

    public CheckedGzipStream(Stream stream)
    {
        _source = new ContinuedStream(stream, EndMember);
        _gzip = new GZipStream(_source, CompressionMode.Decompress);
    }

    private static ReadOnlySpan<byte> EndText => "the end of the file"u8;

    /// <summary>Reads decompressed bytes.</summary>
    /// <exception cref="InvalidDataException">The data is cut off or damaged.</exception>
    public override int Read(Span<byte> buffer)
    {
        if (_hasEnded || buffer.IsEmpty)
        {
            return 0;
        }

        // The decoder asks for more input only when it has given out all that came of the input before.
        var count = _gzip.Read(buffer);
        if (count > 0 && !_source.IsBehindEnd)
        {
            return count;
        }

        CheckEnd(buffer[..count]);
        _hasEnded = true;
        return 0;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            _gzip.Dispose();
        }

        base.Dispose(disposing);
    }

    private static byte[] Compress(ReadOnlySpan<byte> text)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.Optimal))
        {
            gzip.Write(text);
        }

        return memory.ToArray();
    }

    private void CheckEnd(scoped ReadOnlySpan<byte> part)
    {
        Span<byte> next = stackalloc byte[32];
        var expected = EndText;
        while (!part.IsEmpty && expected.StartsWith(part))
        {
            expected = expected[part.Length..];
            part = next[.._gzip.Read(next)];
        }

        if (!part.IsEmpty || !expected.IsEmpty)
        {
            throw new InvalidDataException("the compressed data does not end as it must.");
        }
    }
}
