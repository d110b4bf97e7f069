using System.Numerics;
using System.Text;
using CsCheck;
using TradingEngine.Model;

namespace TradingEngine.Tests.Model;

/// <summary>Reading of prices, against an oracle of big integers.</summary>
[TestFixture]
public sealed class PriceParsingTests
{
    private static readonly BigInteger Lowest = long.MinValue;
    private static readonly BigInteger Highest = long.MaxValue;

    private static readonly string[] Malformed =
    [
        "", "-", ".", "1.", ".5", "-.5", "1e", "1e+", "1e-", "+1", " 1", "1 ", "NaN", "Infinity", "-Infinity", "0x1",
        "1,5", "1_000", "--1", "1-", "1.2.3", "1e5.5", "1e5e5", "e5", "1.e5", "٣", "１", "1٣", "1e٣", "\0", "1\0", "1\n",
        "−1", "∞", "1d", "1f", "(1)", "$1", "null", "true", "1ſ", "1ｅ5", "ı", "1œ5", "1\u01455",
    ];

    private static readonly Gen<string> Digits = Gen.Char['0', '9'].Array[1, 26].Select(chars => new string(chars));

    private static readonly Gen<string> Numbers = Gen.Select(
        Gen.OneOf("", "-"),
        Gen.OneOf(Digits, Gen.Int[0, 30].Select(count => new string('0', count) + "7"), Gen.Const("92233720368")),
        Gen.OneOf(
            Gen.Const(""),
            Digits.Select(digits => "." + digits),
            Digits.Select(digits => ".54775807" + digits),
            Gen.Int[7, 24].Select(zeros => $".{new string('1', 7)}5{new string('0', zeros)}"),
            Gen.Int[0, 24].Select(zeros => $".12345678{'5'}{new string('0', zeros)}"),
            Gen.Int[0, 24].Select(zeros => $".12345677{'5'}{new string('0', zeros)}1")),
        Gen.OneOf(Gen.Const(""), Gen.Select(Gen.OneOf("e", "E", "e+", "E+", "e-", "E-"), Gen.Int[0, 40])
            .Select(parts => parts.Item1 + parts.Item2)))
        .Select(parts => parts.Item1 + parts.Item2 + parts.Item3 + parts.Item4);

    [Test]
    public void ShouldAgreeWithBigIntegers() => Numbers.Sample(
        text =>
        {
            var (raw, isExact) = Oracle(text);
            var fits = raw >= Lowest && raw <= Highest;
            var utf8 = Encoding.UTF8.GetBytes(text);
            var isRead = Price.TryParse(text, out var price);
            var isReadUtf8 = Price.TryParse(utf8, out var priceUtf8);
            var isRounded = Price.TryParseRounded(utf8, out var rounded);
            return isRead == (fits && isExact) && isReadUtf8 == isRead && isRounded == fits && price == priceUtf8
                && (!isRead || price.Raw == raw) && (!isRounded || rounded.Raw == raw);
        },
        iter: 100_000);

    [TestCase("95.35000000000001", 9_535_000_000)]
    [TestCase("95.34999999999999", 9_535_000_000)]
    [TestCase("0.000000005", 0)]
    [TestCase("0.000000015", 2)]
    [TestCase("-0.000000015", -2)]
    [TestCase("0.000000025", 2)]
    [TestCase("0.0000000050000000000000000000000000000000001", 1)]
    [TestCase("0.0000000150000000000000000000000000000000000", 2)]
    [TestCase("12345678901.123456785", 1_234_567_890_112_345_678)]
    [TestCase("12345678901.1234567850000001", 1_234_567_890_112_345_679)]
    [TestCase("1e-99999", 0)]
    [TestCase("-1e-9", 0)]
    [TestCase("92233720368.547758074999999", long.MaxValue)]
    [TestCase("-92233720368.547758085", long.MinValue)]
    public void ShouldRoundHalfToEven(string text, long raw)
    {
        Assert.That(Price.TryParseRounded(Encoding.UTF8.GetBytes(text), out var price), Is.True);
        Assert.That(price.Raw, Is.EqualTo(raw));
    }

    [TestCase("0.000000001")]
    [TestCase("95.35000000000001")]
    [TestCase("1e-9")]
    [TestCase("0.00000000000000000000000000000000000001")]
    [TestCase("92233720368.547758074")]
    public void ShouldRefuseMoreThanEightDecimals(string text)
    {
        Assert.That(Price.TryParse(text, out _), Is.False);
        Assert.That(Price.TryParse(Encoding.UTF8.GetBytes(text), out _), Is.False);
        Assert.That(
            () => Price.Parse(text), Throws.TypeOf<OverflowException>().With.Message.Contains("8 decimals"));
    }

    [TestCase("92233720368.54775808")]
    [TestCase("-92233720368.54775809")]
    [TestCase("1e11")]
    [TestCase("-1e99999")]
    [TestCase("100000000000000000000000000000000000")]
    public void ShouldNameRangeWhereItIsExceeded(string text)
    {
        Assert.That(Price.TryParse(text, out _), Is.False);
        Assert.That(Price.TryParseRounded(Encoding.UTF8.GetBytes(text), out _), Is.False);
        Assert.That(
            () => Price.Parse(text),
            Throws.TypeOf<OverflowException>().With.Message.Contains("92233720368.54775807")
                .And.Message.Contains("-92233720368.54775808").And.Message.Contains(text));
    }

    [TestCaseSource(nameof(Malformed))]
    public void ShouldRefuseWhatIsNoNumber(string text)
    {
        var utf8 = Encoding.UTF8.GetBytes(text);
        Assert.That(Price.TryParse(text, out _), Is.False);
        Assert.That(Price.TryParse(utf8, out _), Is.False);
        Assert.That(Price.TryParseRounded(utf8, out _), Is.False);
        Assert.That(() => Price.Parse(text), Throws.TypeOf<FormatException>());
        Assert.That(() => ParseUtf8<Price>(utf8), Throws.TypeOf<FormatException>());
    }

    [Test]
    public void ShouldReadExponentThatUndoesManyZeros()
    {
        var text = $"0.{new string('0', 20_000)}1e20001";
        Assert.That(Price.Parse(text), Is.EqualTo(Price.Parse("1")));
        Assert.That(Price.Parse($"1{new string('0', 20_000)}e-20000"), Is.EqualTo(Price.Parse("1")));
    }

    [Test]
    public void ShouldShortenLongTextInMessage() => Assert.That(
        () => Price.Parse(new string('x', 100_000)),
        Throws.TypeOf<FormatException>().With.Message.Length.LessThan(200));

    private static TNumber ParseUtf8<TNumber>(ReadOnlySpan<byte> text)
        where TNumber : IUtf8SpanParsable<TNumber> => TNumber.Parse(text, null);

    /// <summary>The value in units, rounded half to even, and whether it is exact.</summary>
    private static (BigInteger Raw, bool IsExact) Oracle(string text)
    {
        var parts = text.TrimStart('-').Split('e', 'E');
        var exponent = parts.Length > 1 ? int.Parse(parts[1]) : 0;
        var number = parts[0].Split('.');
        var fraction = number.Length > 1 ? number[1] : "";
        var numerator = BigInteger.Parse(number[0] + fraction);
        var power = exponent - fraction.Length + Price.DecimalPlaces;
        var sign = text[0] == '-' ? -1 : 1;
        if (power >= 0)
        {
            return (sign * numerator * BigInteger.Pow(10, power), true);
        }

        var divisor = BigInteger.Pow(10, -power);
        var quotient = BigInteger.DivRem(numerator, divisor, out var remainder);
        var twice = 2 * remainder;
        var isUp = twice > divisor || (twice == divisor && !quotient.IsEven);
        return (sign * (isUp ? quotient + 1 : quotient), remainder.IsZero);
    }
}
