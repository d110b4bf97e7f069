using System.Diagnostics.CodeAnalysis;
using System.Numerics;

namespace TradingEngine.Model;

/// <summary>
/// The identity of an order, derived from its signal and its trader: 100 bits, written as 20 letters and digits.
/// The same text is the order's tag at the broker.
/// </summary>
/// <remarks>
/// Twenty alphanumeric characters are what Kite Connect takes as a tag. The alphabet is Crockford's base 32
/// (digits and upper-case letters without I, L, O, U).
/// </remarks>
public readonly struct OrderId : IEquatable<OrderId>, IUtf8SpanFormattable
{
    /// <summary>Characters of an id: 20.</summary>
    public const int Length = 20;

    private const int BitsPerCharacter = 5;

    private readonly UInt128 _value;

    /// <summary>An id of the lowest 100 bits of <paramref name="value"/>.</summary>
    public OrderId(UInt128 value)
    {
        _value = value & ((UInt128.One << (Length * BitsPerCharacter)) - UInt128.One);
    }

    /// <summary>The id as a number below 2^100.</summary>
    public UInt128 Value => _value;

    private static ReadOnlySpan<byte> Alphabet => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"u8;

    /// <summary>Reads an id from its 20 characters.</summary>
    /// <returns>False where the text has another length or another character.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out OrderId id)
    {
        id = default;
        var value = UInt128.Zero;
        foreach (var character in text)
        {
            var digit = character < 128 ? Alphabet.IndexOf((byte)character) : -1;
            if (digit < 0)
            {
                return false;
            }

            value = (value << BitsPerCharacter) | (uint)digit;
        }

        id = new OrderId(value);
        return text.Length == Length;
    }

    /// <summary>Writes the 20 characters.</summary>
    /// <returns>False where the destination is shorter.</returns>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten) =>
        TryWrite(utf8Destination, out bytesWritten);

    /// <summary>The 20 characters. This method allocates.</summary>
    public override string ToString() => string.Create(Length, this, static (text, id) => id.TryWrite(text, out _));

    /// <inheritdoc/>
    public bool Equals(OrderId other) => _value == other._value;

    /// <inheritdoc/>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is OrderId other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => _value.GetHashCode();

    /// <summary>True where both are the same id.</summary>
    public static bool operator ==(OrderId left, OrderId right) => left.Equals(right);

    /// <summary>True where the ids differ.</summary>
    public static bool operator !=(OrderId left, OrderId right) => !left.Equals(right);

    bool IUtf8SpanFormattable.TryFormat(
        Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        TryWrite(utf8Destination, out bytesWritten);

    private bool TryWrite<TChar>(Span<TChar> destination, out int written)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        written = 0;
        if (destination.Length < Length)
        {
            return false;
        }

        var rest = _value;
        for (var i = Length - 1; i >= 0; i--)
        {
            destination[i] = TChar.CreateTruncating(Alphabet[(int)(uint)rest & 31]);
            rest >>= BitsPerCharacter;
        }

        written = Length;
        return true;
    }
}
