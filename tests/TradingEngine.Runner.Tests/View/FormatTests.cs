using TradingEngine.Runner.View;

namespace TradingEngine.Runner.Tests.View;

[TestFixture]
public sealed class FormatTests
{
    [TestCase("-1234567.891", "-1,234,567.89")]
    [TestCase("0", "0.00")]
    public void ShouldSeparateThousandsOfMoney(string amount, string expected)
    {
        var value = decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture);
        Assert.That(Format.Money(value), Is.EqualTo(expected));
    }

    [TestCase(999, "999 ns")]
    [TestCase(1_500, "1.5 µs")]
    [TestCase(12_340_000, "12.3 ms")]
    public void ShouldShowALatencyInItsUnit(long nanos, string expected) =>
        Assert.That(Format.Latency(nanos), Is.EqualTo(expected));
}
