using TradingEngine.Ingress.Recorded;

namespace TradingEngine.Zerodha.Instruments;

/// <summary>Reads Kite's list of instruments: CSV, plain or gzip, with a header.</summary>
/// <remarks>
/// The columns are those of kite.trade/docs/connect/v3/market-quotes, in any order. Rows that cannot be used are counted and
/// passed over: Kite's own documentation shows one.
/// </remarks>
public static class InstrumentFile
{
    /// <summary>The refused rows that are kept with their reasons: 20.</summary>
    public const int RefusedKeptMax = 20;

    private const int BufferBytes = 1 << 16;
    private const int LineBytesMax = 1 << 14;

    /// <summary>Reads a file.</summary>
    /// <exception cref="InvalidDataException">It is no list of instruments, or is cut off.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static InstrumentList Read(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, BufferBytes);
        return Read(file);
    }

    /// <summary>Reads a stream that can be sought to its end; the caller closes it.</summary>
    /// <exception cref="InvalidDataException">It is no list of instruments, or is cut off.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static InstrumentList Read(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var start = stream.Position;
        var isZipped = stream.ReadByte() == 0x1F && stream.ReadByte() == 0x8B;
        stream.Position = start;
        if (!isZipped)
        {
            return ReadLines(stream);
        }

        using var plain = new CheckedGzipStream(stream);
        return ReadLines(plain);
    }

    private static InstrumentList ReadLines(Stream stream)
    {
        var rows = new InstrumentRows();
        var buffer = new byte[BufferBytes];
        var kept = 0;
        while (true)
        {
            var read = stream.Read(buffer.AsSpan(kept));
            if (read == 0)
            {
                rows.TakeLast(buffer.AsSpan(0, kept));
                return rows.Finish();
            }

            var used = TakeLines(rows, buffer.AsSpan(0, kept + read));
            kept = kept + read - used;
            buffer.AsSpan(used, kept).CopyTo(buffer);
            if (kept > LineBytesMax)
            {
                throw new InvalidDataException(
                    $"Line {rows.NextLine} has more than {LineBytesMax} bytes: this is no list of instruments.");
            }
        }
    }

    /// <returns>Bytes of whole lines.</returns>
    private static int TakeLines(InstrumentRows rows, ReadOnlySpan<byte> bytes)
    {
        var start = 0;
        while (bytes[start..].IndexOf((byte)'\n') is var length and >= 0)
        {
            rows.Take(bytes.Slice(start, length));
            start += length + 1;
        }

        return start;
    }
}
