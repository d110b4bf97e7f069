using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using TradingEngine.Model;

namespace TradingEngine.Ingress;

/// <summary>
/// Reads one field of an event where it is the one with the name. Null is a value; what is wrong is named.
/// </summary>
/// <remarks>
/// Each method returns whether the reader stands at the field. The last of two fields with one name wins. Only an error
/// and a text allocate.
/// </remarks>
internal static class FieldReader
{
    private const int EscapedLengthMax = 256;
    private const int ShownLengthMax = 64;

    /// <summary>Reads a text.</summary>
    public static bool ReadText(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref string? value, ref string? error)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        value = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
        if (value is null)
        {
            RefuseUnlessNull(ref reader, name, "a text", ref error);
        }

        return true;
    }

    /// <summary>Reads a whole number, from its digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ReadLong(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref long? value, ref string? error)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number))
        {
            value = number;
        }
        else
        {
            value = null;
            RefuseUnlessNull(ref reader, name, "a whole number", ref error);
        }

        return true;
    }

    /// <summary>Reads a price, from its digits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ReadPrice(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref Price? value, ref string? error)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && Price.TryParseRounded(reader.ValueSpan, out var price))
        {
            value = price;
        }
        else
        {
            value = null;
            RefuseUnlessNull(ref reader, name, "a number in the range of a price", ref error);
        }

        return true;
    }

    /// <summary>Reads an amount, from its digits.</summary>
    public static bool ReadDecimal(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref decimal? value, ref string? error)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number))
        {
            value = number;
        }
        else
        {
            value = null;
            RefuseUnlessNull(ref reader, name, "an amount", ref error);
        }

        return true;
    }

    /// <summary>Reads a time stamp with an offset.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool ReadTime(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref DateTimeOffset? value, ref string? error)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        value = null;
        if (reader.TokenType != JsonTokenType.String)
        {
            RefuseUnlessNull(ref reader, name, "a time stamp", ref error);
        }
        else if (TryParseTime(ref reader, out var time, out var timeError))
        {
            value = time;
        }
        else
        {
            error = timeError;
        }

        return true;
    }

    /// <summary>Reads a time stamp that may be anything; what is none is null.</summary>
    public static bool ReadTimeOrNull(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> name, ref DateTimeOffset? value)
    {
        if (!reader.ValueTextEquals(name))
        {
            return false;
        }

        reader.Read();
        value = null;
        try
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                reader.Skip();
            }
            else if (TryParseTime(ref reader, out var time, out _))
            {
                value = time;
            }
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair: JSON all the same, and no time stamp.
        }

        return true;
    }

    /// <summary>A text of the message as an error shows it, which is not all of it where it is long.</summary>
    public static string Show(string? text) =>
        text is { Length: > ShownLengthMax } ? string.Concat(text.AsSpan(0, ShownLengthMax), "…") : text ?? "";

    private static bool TryParseTime(ref Utf8JsonReader reader, out DateTimeOffset time, out string? error) =>
        reader.ValueIsEscaped
            ? TryParseEscapedTime(ref reader, out time, out error)
            : WireTime.TryParse(reader.ValueSpan, out time, out error);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static bool TryParseEscapedTime(ref Utf8JsonReader reader, out DateTimeOffset time, out string? error)
    {
        Span<byte> buffer = stackalloc byte[EscapedLengthMax];
        var text = reader.ValueSpan.Length <= buffer.Length ? buffer[..reader.CopyString(buffer)] : default;
        return WireTime.TryParse(text, out time, out error);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void RefuseUnlessNull(
        ref Utf8JsonReader reader, ReadOnlySpan<byte> name, string expected, ref string? error)
    {
        if (reader.TokenType != JsonTokenType.Null)
        {
            error = $"the {Encoding.UTF8.GetString(name)} is not {expected}";
        }
    }
}
