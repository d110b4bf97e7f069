using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;
using TradingEngine.Zerodha.Trading;

namespace TradingEngine.Zerodha.Tests.Trading;

[TestFixture]
public sealed class OutcomeReaderTests
{
    private static readonly TimeSpan TradesWait = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan SlicesWait = TimeSpan.FromMinutes(2);

    private readonly OutcomeReader _reader = new(TradesWait, SlicesWait);
    private readonly OrderSnapshot _order = MakeKite.Snapshot("signal");

    [TestCase("OPEN")]
    [TestCase("TRIGGER PENDING")]
    [TestCase("PUT ORDER REQ RECEIVED")]
    [TestCase("VALIDATION PENDING")]
    [TestCase("CANCEL PENDING")]
    [TestCase("A STATUS OF NEXT YEAR")]
    public void ShouldKeepOpenWhatIsNotFinal(string status) =>
        Assert.That(Read([Order(status)]), Is.EqualTo(OrderResult.Accepted("1")));

    [Test]
    public void ShouldTellWhyAnOrderIsRejected() => Assert.That(
        Read([MakeKite.Order(_order, "1", "REJECTED", message: "Insufficient funds.")]),
        Is.EqualTo(OrderResult.Rejected("Insufficient funds.", "1")));

    [Test]
    public void ShouldTellThatNothingWasTradedBeforeTheCancellation() =>
        Assert.That(Read([Order("CANCELLED")]), Is.EqualTo(OrderResult.Cancelled("1")));

    [Test]
    public void ShouldTakeTheExactPriceOfTheTrades()
    {
        // The order book would say 104.33, and 0.01 would be missing.
        var result = Read(
            [MakeKite.Order(_order, "1", "COMPLETE", filled: 10, average: 104.33m)],
            [MakeKite.Trade("1", "a", 3, 100m), MakeKite.Trade("1", "b", 7, 106.1914m)]);

        Assert.That(result, Is.EqualTo(OrderResult.Filled(10, Price.Parse("104.33398"), 0, "1")));
    }

    [Test]
    public void ShouldCountATradeThatIsListedTwiceOnce()
    {
        var result = Read(
            [MakeKite.Order(_order, "1", "OPEN", filled: 3, average: 100m)],
            [MakeKite.Trade("1", "a", 3, 100m), MakeKite.Trade("1", "a", 3, 100m), MakeKite.Trade("2", "b", 5, 7m)]);

        Assert.That(result, Is.EqualTo(OrderResult.PartiallyFilled(3, Price.FromDecimal(100), 0, "1")));
    }

    [Test]
    public void ShouldTellOfTheCancelledRest()
    {
        var result = Read(
            [MakeKite.Order(_order, "1", "CANCELLED", filled: 3, average: 100m)], [MakeKite.Trade("1", "a", 3, 100m)]);

        Assert.That(result, Is.EqualTo(OrderResult.CancelledAfterFill(3, Price.FromDecimal(100), 0, "1")));
    }

    [Test]
    public void ShouldWaitForTradesThatAreBehindTheOrderBook()
    {
        KiteOrder[] orders = [MakeKite.Order(_order, "1", "COMPLETE", filled: 10, average: 101m)];
        KiteTrade[] trades = [MakeKite.Trade("1", "a", 4, 100m)];

        Assert.That(Read(orders), Is.EqualTo(OrderResult.Accepted("1")));
        Assert.That(Read(orders, trades), Is.EqualTo(OrderResult.PartiallyFilled(4, Price.FromDecimal(100), 0, "1")));
        Assert.That(_reader.LaggingCount, Is.EqualTo(1));

        Assert.That(
            Read(orders, trades, TradesWait), Is.EqualTo(OrderResult.Filled(10, Price.FromDecimal(101), 0, "1")));
    }

    [Test]
    public void ShouldForgetAnOrderThatIsOver()
    {
        Read([MakeKite.Order(_order, "1", "COMPLETE", filled: 10, average: 101m)]);

        _reader.Forget(_order.Order.Id);

        Assert.That(_reader.LaggingCount, Is.Zero);
    }

    [Test]
    public void ShouldConcludeNothingFromTwoOrdersWithOneTag()
    {
        var result = Read([Order("COMPLETE"), MakeKite.Order(_order, "2", "OPEN")]);

        Assert.That(result.Kind, Is.EqualTo(OrderResultKind.Unknown));
        Assert.That(result.Message, Is.EqualTo("2 orders at its broker carry its tag, 1 and 2"));
    }

    [Test]
    public void ShouldConcludeNothingFromAnotherInstrument()
    {
        var result = Read([MakeKite.Order(_order, "1", "OPEN", token: 5)]);

        Assert.That(result.Kind, Is.EqualTo(OrderResultKind.Unknown));
    }

    [Test]
    public void ShouldConcludeNothingFromTheOtherSide()
    {
        var sold = MakeKite.Order(MakeKite.Snapshot("signal", side: Side.Sell), "1", "OPEN");

        Assert.That(Read([sold]).Kind, Is.EqualTo(OrderResultKind.Unknown));
    }

    [Test]
    public void ShouldConcludeNothingFromMoreThanWasOrdered()
    {
        var result = Read(
            [MakeKite.Order(_order, "1", "COMPLETE", quantity: 20, filled: 20, average: 100m)],
            [MakeKite.Trade("1", "a", 20, 100m)]);

        Assert.That(result.Message, Is.EqualTo("Its broker has traded 20 of an order of 10"));
    }

    [Test]
    public void ShouldConcludeNothingFromACompleteOrderWithoutTrades() =>
        Assert.That(Read([Order("COMPLETE")]).Kind, Is.EqualTo(OrderResultKind.Unknown));

    [Test]
    public void ShouldAddUpSlices()
    {
        var result = Read(
            [Slice("2", "COMPLETE", 4, 4), Slice("3", "OPEN", 4, 1), Slice("4", "OPEN", 2, 0)],
            [MakeKite.Trade("2", "a", 4, 100m), MakeKite.Trade("3", "b", 1, 110m)]);

        Assert.That(result, Is.EqualTo(OrderResult.PartiallyFilled(5, Price.FromDecimal(102), 0, "1")));
    }

    [Test]
    public void ShouldNotAddTheOrderThatWasSliced()
    {
        var result = Read(
            [MakeKite.Order(_order, "1", "COMPLETE", filled: 10, average: 100m), Slice("2", "COMPLETE", 10, 10)],
            [MakeKite.Trade("2", "a", 10, 100m)]);

        Assert.That(result, Is.EqualTo(OrderResult.Filled(10, Price.FromDecimal(100), 0, "1")));
    }

    [Test]
    public void ShouldAddTheOrderThatWasSlicedWhereItIsTheFirstSlice()
    {
        var result = Read(
            [MakeKite.Order(_order, "1", "COMPLETE", 4, 4, 100m), Slice("2", "COMPLETE", 6, 6)],
            [MakeKite.Trade("1", "a", 4, 100m), MakeKite.Trade("2", "b", 6, 110m)]);

        Assert.That(result, Is.EqualTo(OrderResult.Filled(10, Price.FromDecimal(106), 0, "1")));
    }

    [Test]
    public void ShouldWaitForSlicesThatMayStillAppear()
    {
        KiteOrder[] slices = [Slice("2", "COMPLETE", 4, 4)];
        KiteTrade[] trades = [MakeKite.Trade("2", "a", 4, 100m)];

        Assert.That(Read(slices, trades).Kind, Is.EqualTo(OrderResultKind.PartiallyFilled));
        Assert.That(
            Read(slices, trades, SlicesWait),
            Is.EqualTo(OrderResult.CancelledAfterFill(4, Price.FromDecimal(100), 0, "1")));
    }

    [Test]
    public void ShouldFindSlicesThatCarryNoTagOfOurs()
    {
        KiteOrder[] orders =
        [
            MakeKite.Order(_order, "1", "OPEN"),
            MakeKite.Order(_order, "2", "OPEN", quantity: 10, tags: ["autoslice", "autoslice:1"], hasTag: false),
        ];

        Assert.That(new OrderBook(orders).Find(_order.Order.Id, 10)!.Orders.Single().OrderId, Is.EqualTo("2"));
    }

    [Test]
    public void ShouldNotTakeTheOrdersOfOthers()
    {
        KiteOrder[] orders =
        [
            MakeKite.Order(MakeKite.Snapshot("another"), "1", "OPEN"),
            MakeKite.Order(_order, "2", "OPEN", hasTag: false),
            MakeKite.Order(_order, "3", "OPEN", hasTag: false, tags: ["my own tag"]),
        ];

        Assert.That(new OrderBook(orders).Find(_order.Order.Id, 10), Is.Null);
    }

    private KiteOrder Order(string status) => MakeKite.Order(_order, "1", status);

    private KiteOrder Slice(string id, string status, long quantity, long filled) => MakeKite.Order(
        _order, id, status, quantity, filled, average: 100m, tags: ["autoslice", "autoslice:1"]);

    private OrderResult Read(KiteOrder[] orders, KiteTrade[]? trades = null, TimeSpan later = default)
    {
        var entry = new OrderBook(orders).Find(_order.Order.Id, _order.Order.Quantity)!;
        return _reader.Read(_order, entry, new TradeBook(trades ?? []), Make.Time + later);
    }
}
