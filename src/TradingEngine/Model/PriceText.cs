using System.Numerics;

namespace TradingEngine.Model;

/// <summary>What came of reading a number.</summary>
internal enum PriceParseStatus
{
    Ok,
    NotANumber,
    OutOfRange,
}

/// <summary>Reads and writes prices from and to their digits, for UTF-16 and UTF-8 alike.</summary>
internal static class PriceText
{
    /// <summary>Digits that always fit the mantissa.</summary>
    private const int DigitCountMax = 19;

    /// <summary>Larger exponents count as this one: no text is long enough to undo it with zeros.</summary>
    private const int ExponentMax = 100_000_000;

    private static ReadOnlySpan<ulong> PowersOfTen =>
    [
        1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000, 100_000_000, 1_000_000_000, 10_000_000_000,
        100_000_000_000, 1_000_000_000_000, 10_000_000_000_000, 100_000_000_000_000, 1_000_000_000_000_000,
        10_000_000_000_000_000, 100_000_000_000_000_000, 1_000_000_000_000_000_000, 10_000_000_000_000_000_000,
    ];

    /// <summary>Reads <c>[-]digits[.digits][e[±]digits]</c>, rounded half to even at the eighth decimal.</summary>
    /// <param name="text">All of the number and nothing else.</param>
    /// <param name="price">The price; zero where the status is not <see cref="PriceParseStatus.Ok"/>.</param>
    /// <param name="isExact">False where rounding changed the value.</param>
    public static PriceParseStatus Parse<TChar>(ReadOnlySpan<TChar> text, out Price price, out bool isExact)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        price = default;
        isExact = false;
        var digits = new Digits();
        var isNegative = text.Length > 0 && text[0] == TChar.CreateTruncating('-');
        var position = isNegative ? 1 : 0;
        if (!ReadDigits(text, ref position, ref digits, isFraction: false))
        {
            return PriceParseStatus.NotANumber;
        }

        if (position < text.Length && text[position] == TChar.CreateTruncating('.'))
        {
            position++;
            if (!ReadDigits(text, ref position, ref digits, isFraction: true))
            {
                return PriceParseStatus.NotANumber;
            }
        }

        if (!ReadExponent(text, ref position, ref digits) || position != text.Length)
        {
            return PriceParseStatus.NotANumber;
        }

        return ToPrice(digits, isNegative, out price, out isExact);
    }

    public static Price ParseOrThrow<TChar>(ReadOnlySpan<TChar> text)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var status = Parse(text, out var price, out var isExact);
        return status switch
        {
            PriceParseStatus.Ok when isExact => price,
            PriceParseStatus.Ok => throw new OverflowException(
                $"{Show(text)} has more than {Price.DecimalPlaces} decimals."),
            PriceParseStatus.OutOfRange => throw OutOfRange(Show(text)),
            _ => throw new FormatException($"'{Show(text)}' is not a number."),
        };
    }

    public static OverflowException OutOfRange(string value) => new(
        $"{value} is outside the range of a price, {Price.MinValue} to {Price.MaxValue}.");

    public static bool TryFormat<TChar>(long raw, Span<TChar> destination, out int written)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        Span<TChar> reversed = stackalloc TChar[Price.LengthMax];
        var length = 0;
        var magnitude = raw < 0 ? (ulong)-(raw + 1) + 1 : (ulong)raw;
        for (var place = 0; place < Price.DecimalPlaces; place++)
        {
            (magnitude, var digit) = Math.DivRem(magnitude, 10UL);
            if (length > 0 || digit != 0)
            {
                reversed[length++] = TChar.CreateTruncating('0' + digit);
            }
        }

        if (length > 0)
        {
            reversed[length++] = TChar.CreateTruncating('.');
        }

        do
        {
            (magnitude, var digit) = Math.DivRem(magnitude, 10UL);
            reversed[length++] = TChar.CreateTruncating('0' + digit);
        }
        while (magnitude != 0);

        if (raw < 0)
        {
            reversed[length++] = TChar.CreateTruncating('-');
        }

        written = 0;
        if (length > destination.Length)
        {
            return false;
        }

        reversed = reversed[..length];
        reversed.Reverse();
        reversed.CopyTo(destination);
        written = length;
        return true;
    }

    private static bool ReadDigits<TChar>(
        ReadOnlySpan<TChar> text, ref int position, ref Digits digits, bool isFraction)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var start = position;
        while (position < text.Length)
        {
            var digit = uint.CreateTruncating(text[position]) - '0';
            if (digit > 9)
            {
                break;
            }

            digits.Append(digit, isFraction);
            position++;
        }

        return position > start;
    }

    private static bool ReadExponent<TChar>(ReadOnlySpan<TChar> text, ref int position, ref Digits digits)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        if (position == text.Length || uint.CreateTruncating(text[position] | TChar.CreateTruncating(0x20)) != 'e')
        {
            return true;
        }

        position++;
        var isNegative = position < text.Length && text[position] == TChar.CreateTruncating('-');
        if (isNegative || (position < text.Length && text[position] == TChar.CreateTruncating('+')))
        {
            position++;
        }

        var start = position;
        var exponent = 0;
        for (; position < text.Length; position++)
        {
            var digit = uint.CreateTruncating(text[position]) - '0';
            if (digit > 9)
            {
                return false;
            }

            exponent = Math.Min(exponent * 10 + (int)digit, ExponentMax);
        }

        digits.Exponent += isNegative ? -exponent : exponent;
        return position > start;
    }

    private static PriceParseStatus ToPrice(in Digits digits, bool isNegative, out Price price, out bool isExact)
    {
        price = default;
        isExact = true;
        if (digits.Mantissa == 0)
        {
            return PriceParseStatus.Ok;
        }

        var shift = digits.Exponent + Price.DecimalPlaces;
        UInt128 magnitude;
        if (shift >= 0)
        {
            if (shift >= PowersOfTen.Length)
            {
                return PriceParseStatus.OutOfRange;
            }

            magnitude = (UInt128)digits.Mantissa * PowersOfTen[shift];
            isExact = !digits.HasRest;
            magnitude += digits.RoundsUp(magnitude) ? 1UL : 0UL;
        }
        else
        {
            magnitude = DivideHalfEven(digits, -shift, out isExact);
        }

        var limit = isNegative ? (UInt128)long.MaxValue + 1 : (UInt128)long.MaxValue;
        if (magnitude > limit)
        {
            return PriceParseStatus.OutOfRange;
        }

        price = Price.FromRaw(isNegative ? unchecked(-(long)magnitude) : (long)magnitude);
        return PriceParseStatus.Ok;
    }

    private static ulong DivideHalfEven(in Digits digits, int places, out bool isExact)
    {
        isExact = false;
        if (places >= PowersOfTen.Length)
        {
            // The mantissa has at most 19 digits, so this is less than a tenth of the last place.
            return 0;
        }

        var divisor = PowersOfTen[places];
        var (quotient, remainder) = Math.DivRem(digits.Mantissa, divisor);
        isExact = remainder == 0 && !digits.HasRest;
        var half = divisor / 2;
        var isAboveHalf = remainder > half || (remainder == half && digits.HasRest);
        var isHalf = remainder == half && !digits.HasRest;
        return isAboveHalf || (isHalf && (quotient & 1) == 1) ? quotient + 1 : quotient;
    }

    private static string Show<TChar>(ReadOnlySpan<TChar> text)
        where TChar : unmanaged, IBinaryInteger<TChar>
    {
        var shown = text.Length > 40 ? text[..40] : text;
        Span<char> chars = stackalloc char[shown.Length];
        for (var i = 0; i < chars.Length; i++)
        {
            chars[i] = (char)ushort.CreateTruncating(shown[i]);
        }

        return text.Length > shown.Length ? string.Concat(chars, "…") : new string(chars);
    }

    /// <summary>Up to 19 significant digits, a power of ten, and what was cut off behind them.</summary>
    private struct Digits
    {
        public ulong Mantissa;
        public int Exponent;
        private int _count;
        private uint _firstCut;
        private bool _hasCut;
        private bool _hasMoreCut;

        /// <summary>True where digits other than zero were cut off.</summary>
        public readonly bool HasRest => _firstCut != 0 || _hasMoreCut;

        public void Append(uint digit, bool isFraction)
        {
            if (_count < DigitCountMax)
            {
                Mantissa = Mantissa * 10 + digit;
                _count += Mantissa == 0 ? 0 : 1;
                Exponent -= isFraction ? 1 : 0;
                return;
            }

            Exponent += isFraction ? 0 : 1;
            if (!_hasCut)
            {
                _hasCut = true;
                _firstCut = digit;
            }
            else
            {
                _hasMoreCut |= digit != 0;
            }
        }

        /// <summary>Whether the cut digits round a mantissa that is used as it is.</summary>
        public readonly bool RoundsUp(UInt128 magnitude) =>
            _firstCut > 5 || (_firstCut == 5 && (_hasMoreCut || UInt128.IsOddInteger(magnitude)));
    }
}
