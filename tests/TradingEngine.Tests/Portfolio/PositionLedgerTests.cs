using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Portfolio;

[TestFixture]
public sealed class PositionLedgerTests
{
    [TestCase(OrderEventType.Placed)]
    [TestCase(OrderEventType.Cancelled)]
    [TestCase(OrderEventType.Failed)]
    public void ShouldIgnoreWhatIsNoFill(OrderEventType type)
    {
        var ledger = new PositionLedger();
        ledger.Apply(Event(type, Side.Buy, 10, "95.35"));
        Assert.That(ledger.GetPositions(), Is.Empty);
        ledger.Apply(Event(OrderEventType.Filled, Side.Buy, 10, "95.35"));
        var before = ledger.GetPositions();
        ledger.Apply(Event(type, Side.Sell, 10, "99"));
        Assert.That(ledger.GetPositions(), Is.EqualTo(before));
    }

    [Test]
    public void ShouldFoldFillsOfOrders()
    {
        var ledger = new PositionLedger();
        ledger.Apply(Event(OrderEventType.PartiallyFilled, Side.Buy, 4, "100", 0.4m));
        ledger.Apply(Event(OrderEventType.Filled, Side.Buy, 6, "110", 0.66m));
        ledger.Apply(Event(OrderEventType.Filled, Side.Sell, 5, "120", 0.6m));
        var position = ledger.GetPositions().Single();
        Assert.That(
            position, Is.EqualTo(new Position("paper", "momentum", 1, 5, 530m, 70m, 1.66m, -461.66m, 3)));
        Assert.That(position.AveragePrice, Is.EqualTo(106m));
        Assert.That(position.UnrealizedPnl(100m), Is.EqualTo(-30m));
    }

    [Test]
    public void ShouldKeepPositionsApartAndInOrder()
    {
        var ledger = new PositionLedger();
        foreach (var (trader, strategy, token) in new[] { ("b", "x", 1), ("a", "y", 2), ("a", "y", 1), ("a", "Z", 9) })
        {
            ledger.Apply(Event(OrderEventType.Filled, Side.Buy, 1, "5", 0, trader, strategy, token));
        }

        var keys = ledger.GetPositions().Select(p => $"{p.Trader}/{p.StrategyId}/{p.InstrumentToken}/{p.Quantity}");
        Assert.That(keys, Is.EqualTo(["a/Z/9/1", "a/y/1/1", "a/y/2/1", "b/x/1/1"]));
    }

    [Test]
    public void ShouldKeepClosedPositionWithZeroCost()
    {
        var ledger = new PositionLedger();
        ledger.Apply(Event(OrderEventType.Filled, Side.Sell, 3, "0.01", 0.001m));
        ledger.Apply(Event(OrderEventType.Filled, Side.Buy, 3, "0.02", 0.001m));
        var position = ledger.GetPositions().Single();
        Assert.That(position, Is.EqualTo(new Position("paper", "momentum", 1, 0, 0, -0.03m, 0.002m, -0.032m, 2)));
        Assert.That(position.AveragePrice, Is.Zero);
    }

    [Test]
    public void ShouldHaveNoPositionWhereTheFirstFillDoesNotFit()
    {
        var ledger = new PositionLedger();
        var fill = Event(OrderEventType.Filled, Side.Buy, long.MaxValue, "92233720368");
        Assert.That(() => ledger.Apply(fill), Throws.TypeOf<OverflowException>());
        Assert.That(ledger.GetPositions(), Is.Empty);
    }

    [Test]
    public void ShouldNotAllocateAfterTheFirstFill()
    {
        var ledger = new PositionLedger();
        var (buy, sell) = (
            Event(OrderEventType.Filled, Side.Buy, 3, "17848.05", 0.01m),
            Event(OrderEventType.PartiallyFilled, Side.Sell, 2, "17850.5", 0.01m));
        ledger.Apply(buy);
        ledger.Apply(sell);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1_000; i++)
        {
            ledger.Apply(buy);
            ledger.Apply(sell);
        }

        Assert.That(GC.GetAllocatedBytesForCurrentThread() - before, Is.Zero);
        Assert.That(ledger.GetPositions().Single().FillCount, Is.EqualTo(2_002));
    }

    private static OrderEvent Event(
        OrderEventType type,
        Side side,
        long quantity,
        string price,
        decimal fees = 0,
        string trader = "paper",
        string strategy = "momentum",
        long token = 1) => new()
        {
            EventId = Guid.Empty,
            Type = type,
            OrderId = OrderIdentity.OrderIdOf("s", trader),
            Signal = Make.Signal("s", token: token, strategy: strategy),
            Side = side,
            Trader = trader,
            ExecutionMode = "paper",
            Quantity = quantity,
            Price = Price.Parse(price),
            Fees = fees,
            Timestamp = Make.Time,
        };
}
