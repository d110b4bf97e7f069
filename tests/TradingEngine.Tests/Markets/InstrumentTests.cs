using System.Globalization;
using CsCheck;
using TradingEngine.Markets;
using TradingEngine.Model;

namespace TradingEngine.Tests.Markets;

[TestFixture]
public sealed class InstrumentTests
{
    private static readonly Instrument Future = Make("NIFTY26DECFUT", 5, "0.05", 75);
    private static readonly Instrument Index = Make("NIFTY 50", 6, "0", 0);

    [TestCase(75, null)]
    [TestCase(150, null)]
    [TestCase(100, "100 NIFTY26DECFUT are no multiple of the lot of 75: 75 and 150 are")]
    [TestCase(10, "10 NIFTY26DECFUT are no multiple of the lot of 75: 75 is")]
    [TestCase(0, "0 NIFTY26DECFUT are no multiple of the lot of 75: 75 is")]
    [TestCase(-75, "-75 NIFTY26DECFUT are no multiple of the lot of 75: 75 is")]
    [TestCase(
        long.MaxValue,
        "9223372036854775807 NIFTY26DECFUT are no multiple of the lot of 75: 9223372036854775800 is")]
    public void ShouldCheckTheLot(long quantity, string? refusal) =>
        Assert.That(Future.CheckQuantity(quantity), Is.EqualTo(refusal));

    [TestCase("100.05", null)]
    [TestCase("100.07", "100.07 for NIFTY26DECFUT is off the tick of 0.05: 100.05 and 100.1 are on it")]
    [TestCase("0.01", "0.01 for NIFTY26DECFUT is off the tick of 0.05: 0.05 is on it")]
    [TestCase("0", "0 for NIFTY26DECFUT is off the tick of 0.05: 0.05 is on it")]
    [TestCase("-1.05", "-1.05 for NIFTY26DECFUT is off the tick of 0.05: 0.05 is on it")]
    [TestCase(
        "92233720368.54775807", "92233720368.54775807 for NIFTY26DECFUT is off the tick of 0.05: 92233720368.5 is on it")]
    public void ShouldCheckTheTick(string price, string? refusal) =>
        Assert.That(Future.CheckPrice(Price.Parse(price)), Is.EqualTo(refusal));

    [Test]
    public void ShouldNotTradeAnIndex()
    {
        Assert.That(Index.CheckQuantity(1), Is.EqualTo("NIFTY 50 cannot be traded"));
        Assert.That(Index.CheckPrice(Price.FromDecimal(1)), Is.EqualTo("NIFTY 50 cannot be traded"));
    }

    [Test]
    public void ShouldNameNeighboursThatCanBeOrdered() =>
        Gen.Select(Gen.Long[1, TradingSignal.QuantityMax], Gen.Long[1, 1_000_000]).Sample((quantity, lot) =>
        {
            var instrument = Future with { LotSize = lot };
            var refusal = instrument.CheckQuantity(quantity);
            Assert.That(refusal is null, Is.EqualTo(quantity % lot == 0));
            var neighbours = NeighboursIn(refusal);
            Assert.That(neighbours, Has.Count.EqualTo(refusal is null ? 0 : quantity < lot ? 1 : 2));
            Assert.That(neighbours.Where(one => instrument.CheckQuantity(one) is not null), Is.Empty);
            Assert.That(neighbours.Where(one => Math.Abs(one - quantity) >= lot), Is.Empty);
        });

    private static List<long> NeighboursIn(string? refusal) => refusal is null
        ? []
        : [.. refusal.Split(": ")[1].Split(' ').Where(word => char.IsAsciiDigit(word[0]))
            .Select(word => long.Parse(word, CultureInfo.InvariantCulture))];

    private static Instrument Make(string symbol, long token, string tick, long lot) => new()
    {
        Token = token,
        Symbol = symbol,
        Exchange = "NFO",
        TickSize = Price.Parse(tick),
        LotSize = lot,
    };
}
