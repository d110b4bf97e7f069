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
    public void ShouldParseExactly(string text, long raw) => Assert.That(Price.Parse(text).Raw, Is.EqualTo(raw));
}
