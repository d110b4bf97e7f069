using System.Text;

namespace TradingEngine.Zerodha.Instruments;

/// <summary>Makes text of bytes; the same text is one object, where many rows have it.</summary>
internal sealed class SharedTexts
{
    private const int StackCharsMax = 256;

    private readonly HashSet<string> _texts = new(StringComparer.Ordinal);
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public SharedTexts()
    {
        _lookup = _texts.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>A text that other rows are likely to have, too.</summary>
    public string Of(ReadOnlySpan<byte> utf8)
    {
        if (utf8.IsEmpty)
        {
            return "";
        }

        if (utf8.Length > StackCharsMax)
        {
            return NewOf(utf8);
        }

        Span<char> buffer = stackalloc char[StackCharsMax];
        var text = buffer[..Encoding.UTF8.GetChars(utf8, buffer)];
        if (_lookup.TryGetValue(text, out var known))
        {
            return known;
        }

        known = NewOf(utf8);
        _texts.Add(known);
        return known;
    }

    /// <summary>A text that no other row is likely to have.</summary>
    public static string NewOf(ReadOnlySpan<byte> utf8) =>
        Encoding.UTF8.GetString(utf8).Replace("\"\"", "\"", StringComparison.Ordinal);
}
