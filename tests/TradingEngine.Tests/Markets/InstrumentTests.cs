using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

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
    public void ShouldCheckTheLot(long quantity, string? refusal) =>
        Assert.That(Future.CheckQuantity(quantity), Is.EqualTo(refusal));

    [TestCase("100.05", null)]
    [TestCase("100.07", "100.07 for NIFTY26DECFUT is off the tick of 0.05: 100.05 and 100.1 are on it")]
    [TestCase("0.01", "0.01 for NIFTY26DECFUT is off the tick of 0.05: 0.05 is on it")]
    public void ShouldCheckTheTick(string price, string? refusal) =>
        Assert.That(Future.CheckPrice(Price.Parse(price)), Is.EqualTo(refusal));

    [Test]
    public void ShouldNotTradeAnIndex()
    {
        Assert.That(Index.CheckQuantity(1), Is.EqualTo("NIFTY 50 cannot be traded"));
        Assert.That(Index.CheckPrice(Price.FromDecimal(1)), Is.EqualTo("NIFTY 50 cannot be traded"));
    }

    [Test]
    public void ShouldRefuseTwoWithOneToken() => Assert.That(
        () => InstrumentRegistry.Create([Future, Make("OTHER", 5, "0.05", 1)]), Throws.ArgumentException);

    [Test]
    public void ShouldPutTheNearestFirst()
    {
        var registry = InstrumentRegistry.Create(
            [Make("XINFY", 1, "1", 1), Make("INFYBEES", 2, "1", 1), Make("INFY", 3, "1", 1), Make("TCS", 4, "1", 1)]);

        Assert.That(registry.Search("infy").Select(one => one.Symbol), Is.EqualTo(["INFY", "INFYBEES", "XINFY"]));
    }

    [Test]
    public async Task ShouldFailAnOrderThatIsNoMultipleOfTheLot()
    {
        await using var test = await StartAsync();
        test.Engine.Publish(TestKit.Make.Tick(5, "100"));
        test.Engine.Publish(TestKit.Make.Signal("a", token: 5, quantity: 75));
        test.Engine.Publish(TestKit.Make.Signal("b", token: 5, quantity: 76));

        var events = test.Drain();

        Assert.That(events.Select(one => one.Type), Is.EqualTo([OrderEventType.Filled, OrderEventType.Failed]));
        Assert.That(events[1].ErrorMessage, Does.Contain("no multiple of the lot of 75"));
    }

    [Test]
    public async Task ShouldCheckNothingThatIsNotListed()
    {
        await using var test = await StartAsync();
        test.Engine.Publish(TestKit.Make.Tick(9, "100"));
        test.Engine.Publish(TestKit.Make.Signal("a", token: 9, quantity: 3));

        Assert.That(test.Drain().Single().Type, Is.EqualTo(OrderEventType.Filled));
    }

    [Test]
    public async Task ShouldGiveOrdersTheInstrumentThatWasListedBeforeThem([Values] Topology topology)
    {
        const int count = 200;
        var seen = new List<string?>();
        var trader = new InlineDelegateTrader(order =>
        {
            seen.Add(order.Instrument?.Symbol);
            return OrderResult.Filled(order.Quantity, Price.FromDecimal(100), 0);
        });
        await using var test = await TestEngine.StartAsync(
            topology, builder => builder.AddTrader("broker", trader).RouteOthers("broker"));
        for (var i = 0; i < count; i++)
        {
            test.Engine.UpdateInstruments(InstrumentRegistry.Create([Make($"LIST{i}", 5, "0.05", 1)]));
            test.Engine.Publish(TestKit.Make.Signal($"{i}", token: 5));
        }

        test.Drain();

        Assert.That(seen, Is.EqualTo(Enumerable.Range(0, count).Select(i => $"LIST{i}")));
    }

    private static Task<TestEngine> StartAsync() => TestEngine.StartAsync(Topology.Inline, builder => builder
        .UseInstruments(InstrumentRegistry.Create([Future, Index]))
        .AddTrader<PaperTrader>("paper")
        .RouteOthers("paper"));

    private static Instrument Make(string symbol, long token, string tick, long lot) => new()
    {
        Token = token,
        Symbol = symbol,
        Exchange = "NFO",
        TickSize = Price.Parse(tick),
        LotSize = lot,
    };
}
