using System.Globalization;
using System.Numerics;
using CsCheck;
using TradingEngine.Model;

namespace TradingEngine.Tests.Model;

[TestFixture]
public sealed class MoneyTests
{
    private static readonly BigInteger Limit = BigInteger.Pow(2, 96);

    [Test]
    public void ShouldMultiplyExactlyOrThrow() => Gen.Select(
        Gen.OneOf(Gen.Long, Gen.Long[-1_000_000_000_000, 1_000_000_000_000]),
        Gen.OneOf(Gen.Long, Gen.Long[0, 1L << 40]))
        .Sample(
            (quantity, raw) =>
            {
                var expected = (BigInteger)quantity * raw;
                if (BigInteger.Abs(expected) >= Limit)
                {
                    return IsRefused(quantity, raw);
                }

                var notional = Money.Notional(quantity, Price.FromRaw(raw));
                return Mantissa(notional) == expected && notional.Scale == Price.DecimalPlaces;
            },
            iter: 20_000);

    [Test]
    public void ShouldThrowJustAboveRange()
    {
        // 2^96 = 2^34 × 2^62.
        Assert.That(Money.Notional(1L << 33, Price.FromRaw(1L << 62)), Is.EqualTo(396140812571321687967.71975168m));
        Assert.That(
            () => Money.Notional(1L << 34, Price.FromRaw(1L << 62)),
            Throws.TypeOf<OverflowException>().With.Message.Contains("17179869184"));
        Assert.That(
            () => Money.Notional(-(1L << 34), Price.FromRaw(1L << 62)), Throws.TypeOf<OverflowException>());
        Assert.That(
            () => Money.Notional(long.MinValue, Price.MinValue), Throws.TypeOf<OverflowException>());
    }

    [TestCase("0.00005", "0.0000")]
    [TestCase("0.00015", "0.0002")]
    [TestCase("-0.00025", "-0.0002")]
    [TestCase("0.0000500000000000000000000001", "0.0001")]
    [TestCase("1.23454999", "1.2345")]
    [TestCase("79228162514264337593543950335", "79228162514264337593543950335")]
    public void ShouldRoundHalfToEven(string amount, string rounded)
    {
        var value = decimal.Parse(amount, CultureInfo.InvariantCulture);
        Assert.That(Money.Round(value), Is.EqualTo(decimal.Parse(rounded, CultureInfo.InvariantCulture)));
    }

    private static bool IsRefused(long quantity, long raw)
    {
        try
        {
            Money.Notional(quantity, Price.FromRaw(raw));
            return false;
        }
        catch (OverflowException)
        {
            return true;
        }
    }

    private static BigInteger Mantissa(decimal value)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(value, bits);
        var magnitude = ((BigInteger)(uint)bits[2] << 64) | ((BigInteger)(uint)bits[1] << 32) | (uint)bits[0];
        return bits[3] < 0 ? -magnitude : magnitude;
    }
}
