using System.Buffers.Text;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>Finds in the bytes of a request what the listener has to know.</summary>
internal static class HttpBytes
{
    /// <summary>Whether a request is there with all of its body.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> bytes)
    {
        var headEnd = bytes.IndexOf("\r\n\r\n"u8);
        return headEnd >= 0
            && bytes.Length >= headEnd + "\r\n\r\n"u8.Length + NumberBehind(bytes[..headEnd], "Content-Length: "u8);
    }

    /// <summary>The quantity of an order, which is its number.</summary>
    public static int QuantityOf(ReadOnlySpan<byte> request) => NumberBehind(request, "&quantity="u8);

    /// <summary>Zero where the name is missing.</summary>
    private static int NumberBehind(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> name)
    {
        var start = bytes.IndexOf(name);
        return start >= 0 && Utf8Parser.TryParse(bytes[(start + name.Length)..], out int number, out _) ? number : 0;
    }
}
