using CsCheck;
using TradingEngine.Markets;
using TradingEngine.Model;

namespace TradingEngine.Tests.Markets;

[TestFixture]
public sealed class InstrumentRegistryTests
{
    private static readonly InstrumentRegistry Sample = InstrumentRegistry.Create(
    [
        Make(2, "PRELIANCE", "NSE", "other"),
        Make(3, "RELIANCE", "BSE", "RELIANCE INDUSTRIES"),
        Make(4, "RELIANCE", "NSE", "RELIANCE INDUSTRIES"),
        Make(5, "RELI", "NSE", "the text itself"),
        Make(6, "BANKBEES", "NSE", "Reliance ETF BANK BEES"),
        Make(7, "INFY", "NSE", "INFOSYS"),
    ]);

    [Test]
    public void ShouldFindEveryTokenAndNoOther() => Gen.Long[1, 5_000].HashSet[0, 2_000].Sample(tokens =>
    {
        var registry = InstrumentRegistry.Create(tokens.Select(token => Make(token, $"S{token}")));

        Assert.That(registry.Count, Is.EqualTo(tokens.Count));
        for (var token = -1L; token <= 5_001; token++)
        {
            var isListed = tokens.Contains(token);
            Assert.That(registry.Find(token)?.Token, Is.EqualTo(isListed ? token : null));
            Assert.That(registry.Find("NSE", $"S{token}")?.Token, Is.EqualTo(isListed ? token : null));
            Assert.That(registry.IndexOf(token), isListed ? Is.InRange(0, registry.Count - 1) : Is.EqualTo(-1));
        }
    }, iter: 20);

    [Test]
    public void ShouldFindTheHighestToken()
    {
        var registry = InstrumentRegistry.Create([Make(long.MaxValue, "A"), Make(1, "B")]);

        Assert.That(registry.Find(long.MaxValue)!.Symbol, Is.EqualTo("A"));
        Assert.That(registry.Find(long.MinValue), Is.Null);
    }

    [Test]
    public void ShouldFindTokensThatDifferInTheSegmentOnly()
    {
        var tokens = Enumerable.Range(1, 5_000).SelectMany(number => new[] { (number << 8) | 1, (number << 8) | 4 })
            .Select(token => (long)token).ToList();
        var registry = InstrumentRegistry.Create(tokens.Select(token => Make(token, $"S{token}")));

        Assert.That(tokens.Where(token => registry.Find(token)?.Token != token), Is.Empty);
        Assert.That(tokens.Where(token => registry.Find(token + 1) is not null), Is.Empty);
    }

    [Test]
    public void ShouldKeepTheOrderOfTheList()
    {
        Assert.That(Sample.All.Select(instrument => instrument.Token), Is.EqualTo(new long[] { 2, 3, 4, 5, 6, 7 }));
        Assert.That(Sample.IndexOf(4), Is.EqualTo(2));
        Assert.That(Sample.All[2].Token, Is.EqualTo(4));
    }

    [Test]
    public void ShouldTellExchangesApart()
    {
        Assert.That(Sample.Find("NSE", "RELIANCE")!.Token, Is.EqualTo(4));
        Assert.That(Sample.Find("BSE", "RELIANCE")!.Token, Is.EqualTo(3));
        Assert.That(Sample.Find("NFO", "RELIANCE"), Is.Null);
        Assert.That(Sample.Find("NSE", "reliance"), Is.Null);
    }

    [Test]
    public void ShouldFindTheFirstOfTwoWithTheSameSymbol()
    {
        var registry = InstrumentRegistry.Create([Make(9, "TWICE"), Make(8, "TWICE")]);

        Assert.That(registry.Find("NSE", "TWICE")!.Token, Is.EqualTo(9));
        Assert.That(registry.Find(8)!.Token, Is.EqualTo(8));
    }

    [Test]
    public void ShouldSearchFromTheExactSymbolToThePartOfAName() => Assert.That(
        Sample.Search("reli").Select(instrument => instrument.Token), Is.EqualTo(new long[] { 5, 3, 4, 2, 6 }));

    [Test]
    public void ShouldSearchOneExchange()
    {
        Assert.That(
            Sample.Search("RELI", "nse").Select(instrument => instrument.Token),
            Is.EqualTo(new long[] { 5, 4, 2, 6 }));
        Assert.That(Sample.Search("RELI", "MCX"), Is.Empty);
    }

    [Test]
    public void ShouldRefuseToSearchForNothing() =>
        Assert.That(() => Sample.Search(" "), Throws.ArgumentException);

    [TestCase(0)]
    [TestCase(-5)]
    public void ShouldRefuseATokenThatIsNotAboveZero(long token) => Assert.That(
        () => InstrumentRegistry.Create([Make(token, "A")]), Throws.ArgumentException.With.Message.Contains($" {token},"));

    [Test]
    public void ShouldRefuseATokenTwice() => Assert.That(
        () => InstrumentRegistry.Create([Make(3, "A"), Make(4, "B"), Make(3, "C")]),
        Throws.ArgumentException.With.Message.Contains("The token 3 stands twice."));

    [Test]
    public void ShouldFindNothingWhereNothingIsListed()
    {
        Assert.That(InstrumentRegistry.Empty.All, Is.Empty);
        Assert.That(InstrumentRegistry.Empty.Find(1), Is.Null);
        Assert.That(InstrumentRegistry.Empty.Find(0), Is.Null);
        Assert.That(InstrumentRegistry.Empty.Find("NSE", "INFY"), Is.Null);
    }

    [Test]
    public void ShouldNotAllocateInALookUp()
    {
        Assert.That(Sample.Find(7), Is.Not.Null);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            _ = Sample.Find(i);
            _ = Sample.Find("NSE", "INFY");
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
    }

    private static Instrument Make(long token, string symbol, string exchange = "NSE", string name = "") => new()
    {
        Token = token,
        Symbol = symbol,
        Exchange = exchange,
        Name = name,
        TickSize = Price.Parse("0.05"),
        LotSize = 1,
    };
}
