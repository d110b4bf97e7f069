using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace TradingEngine.Model;

/// <summary>
/// A price as a fixed-point number with eight decimals, held in a <see cref="long"/>. Exact, never binary floating
/// point.
/// </summary>
/// <remarks>
/// The range is ±92,233,720,368.54775807. <c>default</c> is zero, which the engine reads as "no price":
/// a tick and a fill always have a price above zero.
/// </remarks>
public readonly struct Price : IEquatable<Price>, IComparable<Price>,
    ISpanFormattable, IUtf8SpanFormattable, ISpanParsable<Price>, IUtf8SpanParsable<Price>
{
    /// <summary>Decimals that a price can hold: 8.</summary>
    public const int DecimalPlaces = 8;

    /// <summary>Units in one: 100,000,000.</summary>
    public const long Scale = 100_000_000;

    /// <summary>Characters that a formatted price needs at most: sign, 11 digits, point, 8 digits.</summary>
    public const int LengthMax = 21;

    private Price(long raw)
    {
        Raw = raw;
    }

    /// <summary>The highest price, 92233720368.54775807.</summary>
    public static Price MaxValue => new(long.MaxValue);

    /// <summary>The lowest price, -92233720368.54775808.</summary>
    public static Price MinValue => new(long.MinValue);

    /// <summary>The price in units of 0.00000001.</summary>
    public long Raw { get; }

    /// <summary>True for a price above zero.</summary>
    public bool IsPositive => Raw > 0;

    /// <summary>The price of <paramref name="raw"/> units of 0.00000001.</summary>
    public static Price FromRaw(long raw) => new(raw);

    /// <summary>The price that equals <paramref name="value"/>.</summary>
    /// <exception cref="OverflowException">The value is out of range, or has more than eight decimals.</exception>
    public static Price FromDecimal(decimal value)
    {
        var price = FromDecimalRounded(value);
        return price.ToDecimal() == value
            ? price
            : throw new OverflowException(string.Create(
                CultureInfo.InvariantCulture, $"{value} has more than {DecimalPlaces} decimals."));
    }

    /// <summary>The price nearest to <paramref name="value"/>; a value half way goes to the even neighbour.</summary>
    /// <exception cref="OverflowException">The value is out of range.</exception>
    public static Price FromDecimalRounded(decimal value)
    {
        try
        {
            return new(decimal.ToInt64(decimal.Round(value * Scale, MidpointRounding.ToEven)));
        }
        catch (OverflowException)
        {
            throw PriceText.OutOfRange(value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>
    /// The price nearest to this one times <paramref name="factor"/>, half way to the even neighbour.
    /// </summary>
    /// <exception cref="OverflowException">The product is out of range.</exception>
    internal Price MultiplyRounded(decimal factor) =>
        new(decimal.ToInt64(decimal.Round(Raw * factor, MidpointRounding.ToEven)));

    /// <summary>The price as a decimal without trailing zeros. Exact.</summary>
    public decimal ToDecimal()
    {
        var raw = Raw;
        byte scale = DecimalPlaces;
        while (scale > 0 && raw % 10 == 0)
        {
            raw /= 10;
            scale--;
        }

        var magnitude = (ulong)Int128.Abs(raw);
        return new decimal((int)magnitude, (int)(magnitude >> 32), 0, raw < 0, scale);
    }

    /// <summary>Reads a number such as <c>95</c>, <c>-0.05</c> or <c>1e-05</c> exactly.</summary>
    /// <returns>False where it is not a number, is out of range, or has more than eight decimals.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out Price price) =>
        PriceText.Parse(text, out price, out var isExact) == PriceParseStatus.Ok && isExact;

    /// <inheritdoc cref="TryParse(ReadOnlySpan{char}, out Price)"/>
    public static bool TryParse(ReadOnlySpan<byte> utf8Text, out Price price) =>
        PriceText.Parse(utf8Text, out price, out var isExact) == PriceParseStatus.Ok && isExact;

    /// <summary>
    /// Reads a number and rounds what is beyond eight decimals, half to even: 95.35000000000001 is 95.35.
    /// </summary>
    /// <returns>False where it is not a number or is out of range.</returns>
    /// <remarks>For numbers that another system printed from binary floating point.</remarks>
    public static bool TryParseRounded(ReadOnlySpan<byte> utf8Text, out Price price) =>
        PriceText.Parse(utf8Text, out price, out _) == PriceParseStatus.Ok;

    /// <summary>Reads a number exactly.</summary>
    /// <exception cref="FormatException">It is not a number.</exception>
    /// <exception cref="OverflowException">It is out of range, or has more than eight decimals.</exception>
    public static Price Parse(ReadOnlySpan<char> text) => PriceText.ParseOrThrow(text);

    /// <inheritdoc cref="Parse(ReadOnlySpan{char})"/>
    public static Price Parse(string text) => Parse(text.AsSpan());

    /// <summary>Writes the price with as many decimals as it needs: <c>95.35</c>, <c>95</c>.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten) =>
        PriceText.TryFormat(Raw, destination, out charsWritten);

    /// <inheritdoc cref="TryFormat(Span{char}, out int)"/>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten) =>
        PriceText.TryFormat(Raw, utf8Destination, out bytesWritten);

    /// <summary>The price with as many decimals as it needs. This method allocates.</summary>
    public override string ToString()
    {
        Span<char> text = stackalloc char[LengthMax];
        TryFormat(text, out var length);
        return new string(text[..length]);
    }

    /// <inheritdoc/>
    public bool Equals(Price other) => Raw == other.Raw;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Price other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => Raw.GetHashCode();

    /// <inheritdoc/>
    public int CompareTo(Price other) => Raw.CompareTo(other.Raw);

    /// <summary>True where both are the same price.</summary>
    public static bool operator ==(Price left, Price right) => left.Raw == right.Raw;

    /// <summary>True where the prices differ.</summary>
    public static bool operator !=(Price left, Price right) => left.Raw != right.Raw;

    /// <summary>True where <paramref name="left"/> is lower.</summary>
    public static bool operator <(Price left, Price right) => left.Raw < right.Raw;

    /// <summary>True where <paramref name="left"/> is higher.</summary>
    public static bool operator >(Price left, Price right) => left.Raw > right.Raw;

    /// <summary>True where <paramref name="left"/> is lower or equal.</summary>
    public static bool operator <=(Price left, Price right) => left.Raw <= right.Raw;

    /// <summary>True where <paramref name="left"/> is higher or equal.</summary>
    public static bool operator >=(Price left, Price right) => left.Raw >= right.Raw;

    string IFormattable.ToString(string? format, IFormatProvider? formatProvider) => ToString();

    bool ISpanFormattable.TryFormat(
        Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(destination, out charsWritten);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryFormat(utf8Destination, out bytesWritten);

    static Price IParsable<Price>.Parse(string s, IFormatProvider? provider) => Parse(s.AsSpan());

    static bool IParsable<Price>.TryParse(string? s, IFormatProvider? provider, out Price result) =>
        TryParse(s.AsSpan(), out result);

    static Price ISpanParsable<Price>.Parse(ReadOnlySpan<char> s, IFormatProvider? provider) => Parse(s);

    static bool ISpanParsable<Price>.TryParse(ReadOnlySpan<char> s, IFormatProvider? provider, out Price result) =>
        TryParse(s, out result);

    static Price IUtf8SpanParsable<Price>.Parse(ReadOnlySpan<byte> utf8Text, IFormatProvider? provider) =>
        PriceText.ParseOrThrow(utf8Text);

    static bool IUtf8SpanParsable<Price>.TryParse(
        ReadOnlySpan<byte> utf8Text, IFormatProvider? provider, out Price result) => TryParse(utf8Text, out result);
}
