using TradingEngine.Kafka.Takeover;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Tests.Takeover;

/// <summary>What the messages of the order topics come to, in whatever order they are read.</summary>
[TestFixture]
public sealed class OrderHistoryTests
{
    private readonly OrderEvent[] _partial =
    [
        OrderPost.Event("s-1", OrderEventType.Placed, 10, second: 0),
        OrderPost.Event("s-1", OrderEventType.PartiallyFilled, 3, second: 1),
        OrderPost.Event("s-1", OrderEventType.PartiallyFilled, 4, ordinal: 1, second: 2),
        OrderPost.Event("s-1", OrderEventType.Cancelled, 10, second: 2),
    ];

    [Test]
    public void ShouldPutTheEventsOfAnOrderInTheirOrder([Values(0, 1, 2, 3)] int shift)
    {
        var history = new OrderHistory();
        for (var i = 0; i < _partial.Length; i++)
        {
            Add(history, _partial[(i + shift) % _partial.Length]);
        }

        var (count, events) = history.TakeEnded().Single();
        Assert.That(count, Is.EqualTo(1));
        Assert.That(events.Select(each => each.EventId), Is.EqualTo(_partial.Select(each => each.EventId)));
        Assert.That(events.Select(each => each.Signal.Quantity), Has.All.EqualTo(10), "that of the order");
    }

    [Test]
    public void ShouldTakeTheSumOfTheFillsWhereNothingElseTellsTheQuantity()
    {
        var history = new OrderHistory();
        Add(history, OrderPost.Event("s-1", OrderEventType.PartiallyFilled, 3, second: 1));
        Add(history, OrderPost.Event("s-1", OrderEventType.Filled, 7, second: 2));

        var events = history.TakeEnded().Single().Events;
        Assert.That(events.Select(each => each.Type), Is.EqualTo([OrderEventType.PartiallyFilled, OrderEventType.Filled]));
        Assert.That(events.Select(each => each.Signal.Quantity), Has.All.EqualTo(10));
    }

    [Test]
    public void ShouldTakeAnEventOnce()
    {
        var history = new OrderHistory();
        Add(history, OrderPost.Event("s-1", OrderEventType.Filled, price: "50"));
        Add(history, OrderPost.Event("s-1", OrderEventType.Filled, price: "51"));
        Assert.That(history.TakeEnded().Single().Events.Single().Price, Is.EqualTo(Price.Parse("50")), "the first");
        Assert.That(history.RefusedCount, Is.Zero);
    }

    [TestCase(OrderEventType.Placed)]
    [TestCase(OrderEventType.Unknown)]
    [TestCase(OrderEventType.PartiallyFilled)]
    public void ShouldLeaveOutWhatIsOpen(OrderEventType type)
    {
        var history = new OrderHistory();
        Add(history, OrderPost.Event("open", type, 3));
        Add(history, OrderPost.Event("failed", OrderEventType.Failed));

        var events = history.TakeEnded().Single().Events;
        Assert.That(events.Select(each => each.Signal.SignalId), Is.EqualTo(["failed"]));
        Assert.That(history.OpenCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldMakeBatchesOfWholeOrdersOldestFirst()
    {
        var history = new OrderHistory();
        for (var i = 0; i < 1_000; i++)
        {
            var number = i * 7 % 1_000;
            Add(history, OrderPost.Event($"s-{number}", OrderEventType.Filled, 1, second: number * 2 + 1));
            Add(history, OrderPost.Event($"s-{number}", OrderEventType.Placed, 1, second: number * 2));
        }

        var batches = history.TakeEnded();
        Assert.That(batches, Has.Count.EqualTo(8));
        Assert.That(batches.Sum(batch => batch.OrderCount), Is.EqualTo(1_000));
        Assert.That(batches.Select(batch => batch.Events.Count), Has.All.LessThanOrEqualTo(256));
        Assert.That(
            batches.SelectMany(batch => batch.Events).Select(each => each.Signal.SignalId),
            Is.EqualTo(Enumerable.Range(0, 2_000).Select(i => $"s-{i / 2}")));
        foreach (var (count, events) in batches)
        {
            Assert.That(events.GroupBy(each => each.OrderId).Select(group => group.Count()), Has.All.EqualTo(2));
            Assert.That(events, Has.Count.EqualTo(count * 2));
        }
    }

    [Test]
    public void ShouldRefuseWhatIsNoEventOfTheTrader()
    {
        var history = new OrderHistory();
        history.Add("paper", default);
        history.Add("paper", "garbage"u8);
        Add(history, OrderPost.Event("s-1", OrderEventType.Filled, trader: "other"));
        Add(history, OrderPost.Event("s-1", OrderEventType.Filled) with { OrderId = new OrderId(7) });
        Assert.That(history.RefusedCount, Is.EqualTo(4));
        Assert.That(history.FirstRefusal, Does.StartWith("not JSON"));
        Assert.That(history.TakeEnded(), Is.Empty);
    }

    private static void Add(OrderHistory history, OrderEvent orderEvent) =>
        history.Add("paper", OrderPost.BytesOf(orderEvent));
}
