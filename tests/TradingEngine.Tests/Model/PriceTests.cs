using CsCheck;
using TradingEngine.Model;

namespace TradingEngine.Tests.Model;

[TestFixture]
public sealed class PriceTests
{
    [TestCase("95.35", 9_535_000_000)]
    [TestCase("1e-05", 1_000)]
    [TestCase("-0.00000001", -1)]
    [TestCase("92233720368.54775807", long.MaxValue)]
    [TestCase("-92233720368.54775808", long.MinValue)]
    [TestCase("1E+3", 100_000_000_000)]
    [TestCase("1e3", 100_000_000_000)]
    [TestCase("-2.5E-1", -25_000_000)]
    [TestCase("0", 0)]
    [TestCase("-0", 0)]
    [TestCase("0e99999", 0)]
    [TestCase("0.0e-99999", 0)]
    [TestCase("000000000000000000000000095.350000000000000000000000", 9_535_000_000)]
    [TestCase("9223372036854775807e-8", long.MaxValue)]
    [TestCase("0.0000000000000000000000000001e20", 1)]
    [TestCase("10000000000000000000000000000e-28", 100_000_000)]
    public void ShouldParseExactly(string text, long raw) => Assert.That(Price.Parse(text).Raw, Is.EqualTo(raw));

    [Test]
    public void ShouldFormatAndParseEveryLong() => Gen.OneOf(Gen.Long, Gen.OneOf(long.MinValue, long.MaxValue, 0L))
        .Sample(
            raw =>
            {
                var price = Price.FromRaw(raw);
                var text = price.ToString();
                return Price.Parse(text) == price && text == Expected(raw) && text.Length <= Price.LengthMax;
            },
            iter: 20_000);

    [Test]
    public void ShouldFormatUtf8AsChars() => Gen.Long.Sample(
        raw =>
        {
            Span<byte> utf8 = stackalloc byte[Price.LengthMax];
            var isWritten = Price.FromRaw(raw).TryFormat(utf8, out var length);
            return isWritten
                && System.Text.Encoding.ASCII.GetString(utf8[..length]) == Expected(raw)
                && Price.TryParse(utf8[..length], out var read)
                && read.Raw == raw;
        },
        iter: 5_000);

    [Test]
    public void ShouldNotFormatIntoTooShortSpan()
    {
        var text = Price.MinValue.ToString();
        Assert.That(text, Has.Length.EqualTo(Price.LengthMax));
        Assert.That(Price.MinValue.TryFormat(new char[text.Length - 1], out var charCount), Is.False);
        Assert.That(charCount, Is.Zero);
        Assert.That(Price.MinValue.TryFormat(new byte[text.Length], out var byteCount), Is.True);
        Assert.That(byteCount, Is.EqualTo(text.Length));
    }

    [TestCase(9_535_000_000, "95.35")]
    [TestCase(9_500_000_000, "95")]
    [TestCase(-1, "-0.00000001")]
    [TestCase(0, "0")]
    [TestCase(long.MinValue, "-92233720368.54775808")]
    public void ShouldFormatWithoutTrailingZeros(long raw, string text) =>
        Assert.That(Price.FromRaw(raw).ToString(), Is.EqualTo(text));

    [Test]
    public void ShouldGiveDecimalWithoutTrailingZeros() => Gen.OneOf(
        Gen.Long, Gen.Int.Select(i => i * 100_000L)).Sample(
        raw =>
        {
            var value = Price.FromRaw(raw).ToDecimal();
            var hasTrailingZero = value.Scale > 0 && decimal.Remainder(value * Pow10(value.Scale), 10) == 0;
            return value * Price.Scale == raw && !hasTrailingZero && Price.FromDecimal(value).Raw == raw;
        },
        iter: 10_000);

    [TestCase("95.3500", 9_535_000_000)]
    [TestCase("92233720368.54775807", long.MaxValue)]
    [TestCase("-92233720368.54775808000", long.MinValue)]
    [TestCase("0.0000000000000000000000000000", 0)]
    public void ShouldMakePriceOfDecimal(string value, long raw) =>
        Assert.That(Price.FromDecimal(Parse(value)).Raw, Is.EqualTo(raw));

    [TestCase("0.000000001")]
    [TestCase("0.0000000000000000000000000001")]
    [TestCase("95.350000001")]
    [TestCase("92233720368.54775808")]
    [TestCase("-92233720368.54775809")]
    [TestCase("79228162514264337593543950335")]
    [TestCase("-79228162514264337593543950335")]
    public void ShouldRefuseDecimalThatDoesNotFit(string value) =>
        Assert.That(() => Price.FromDecimal(Parse(value)), Throws.TypeOf<OverflowException>());

    [TestCase("0.000000005", 0)]
    [TestCase("0.000000015", 2)]
    [TestCase("0.0000000150000000000000000001", 2)]
    [TestCase("0.0000000050000000000000000001", 1)]
    [TestCase("-0.000000025", -2)]
    [TestCase("92233720368.547758074", long.MaxValue)]
    public void ShouldRoundDecimalHalfToEven(string value, long raw) =>
        Assert.That(Price.FromDecimalRounded(Parse(value)).Raw, Is.EqualTo(raw));

    [TestCase("92233720368.547758075")]
    [TestCase("-92233720368.547758086")]
    [TestCase("79228162514264337593543950335")]
    public void ShouldNameRangeWhereRoundedDecimalDoesNotFit(string value) => Assert.That(
        () => Price.FromDecimalRounded(Parse(value)),
        Throws.TypeOf<OverflowException>().With.Message.Contains(Price.MinValue.ToString())
            .And.Message.Contains(Price.MaxValue.ToString()).And.Message.Contains(value));

    [Test]
    public void ShouldCompareAsItsUnits() => Gen.Select(Gen.Long, Gen.OneOf(Gen.Long, Gen.Long[-3, 3])).Sample(
        (left, right) =>
        {
            var (a, b) = (Price.FromRaw(left), Price.FromRaw(right));
            return (a < b) == (left < right) && (a > b) == (left > right) && (a <= b) == (left <= right)
                && (a >= b) == (left >= right) && (a == b) == (left == right) && (a != b) == (left != right)
                && Math.Sign(a.CompareTo(b)) == left.CompareTo(right) && a.Equals(b) == (left == right)
                && a.Equals((object)b) == (left == right) && a.IsPositive == (left > 0);
        },
        iter: 5_000);

    [Test]
    public void ShouldNotAllocate()
    {
        var first = ParseAndFormat(1);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var second = ParseAndFormat(1_000);
        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That((first, second), Is.EqualTo((5, 5_000)));
    }

    private static int ParseAndFormat(int count)
    {
        Span<byte> utf8 = stackalloc byte[Price.LengthMax];
        Span<char> chars = stackalloc char[Price.LengthMax];
        var successCount = 0;
        for (var i = 0; i < count; i++)
        {
            successCount += Price.TryParse("17848.05", out var price) ? 1 : 0;
            successCount += price.TryFormat(utf8, out _) && price.TryFormat(chars, out _) ? 1 : 0;
            successCount += Price.TryParseRounded("95.35000000000001"u8, out _) ? 1 : 0;
            successCount += Price.TryParse("1.5e-05"u8, out _) ? 1 : 0;
            successCount += Price.TryParse("1.123456789"u8, out _) ? 0 : 1;
        }

        return successCount;
    }

    private static decimal Parse(string value) =>
        decimal.Parse(value, System.Globalization.CultureInfo.InvariantCulture);

    private static decimal Pow10(int exponent) => exponent == 0 ? 1 : 10 * Pow10(exponent - 1);

    /// <summary>The text by way of a decimal number and string operations.</summary>
    private static string Expected(long raw)
    {
        var digits = System.Numerics.BigInteger.Abs(raw).ToString().PadLeft(Price.DecimalPlaces + 1, '0');
        var text = (digits[..^Price.DecimalPlaces] + "." + digits[^Price.DecimalPlaces..]).TrimEnd('0').TrimEnd('.');
        return raw < 0 ? "-" + text : text;
    }
}
