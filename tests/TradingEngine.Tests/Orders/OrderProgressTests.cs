using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Tests.Orders;

[TestFixture]
public sealed class OrderProgressTests
{
    private const long Quantity = 100;

    private static readonly OrderId Id = OrderIdentity.OrderIdOf("signal", "trader");

    /// <summary>Every legal move; written from the design, not from the code.</summary>
    private static readonly Dictionary<OrderState, OrderState[]> Legal = new()
    {
        [OrderState.Created] = [OrderState.Sent, OrderState.Cancelled, OrderState.Failed],
        [OrderState.Sent] =
        [
            OrderState.Accepted, OrderState.PartiallyFilled, OrderState.Filled, OrderState.Cancelled,
            OrderState.Rejected, OrderState.Failed, OrderState.Unknown,
        ],
        [OrderState.Accepted] =
        [
            OrderState.PartiallyFilled, OrderState.Filled, OrderState.Cancelled, OrderState.Rejected,
            OrderState.Unknown,
        ],
        [OrderState.PartiallyFilled] =
            [OrderState.PartiallyFilled, OrderState.Filled, OrderState.Cancelled, OrderState.Unknown],
        [OrderState.Unknown] =
        [
            OrderState.Accepted, OrderState.PartiallyFilled, OrderState.Filled, OrderState.Cancelled,
            OrderState.Rejected,
        ],
        [OrderState.Filled] = [],
        [OrderState.Cancelled] = [],
        [OrderState.Rejected] = [],
        [OrderState.Failed] = [],
    };

    private static readonly OrderState[] States = Enum.GetValues<OrderState>();

    [Test]
    public void ShouldMoveOnlyAsDesigned(
        [ValueSource(nameof(States))] OrderState from, [ValueSource(nameof(States))] OrderState to)
    {
        var progress = new OrderProgress(Id, Quantity, from);
        if (Legal[from].Contains(to))
        {
            progress.Move(to);
            Assert.That(progress.State, Is.EqualTo(to));
            return;
        }

        var refusal = Assert.Throws<OrderMoveException>(() => progress.Move(to))!;

        Assert.That((refusal.OrderId, refusal.From, refusal.To), Is.EqualTo((Id, from, to)));
        Assert.That(refusal.Message, Does.Contain($"{Id}").And.Contain($"from {from} to {to}"));
        Assert.That(progress.State, Is.EqualTo(from));
    }

    [Test]
    public void ShouldPriceEachFillByItself()
    {
        var progress = Sent();

        var first = progress.Apply(OrderResult.PartiallyFilled(50, Price.Parse("100"), 1));
        var second = progress.Apply(OrderResult.Filled(100, Price.Parse("105"), 1.75m));

        Assert.That(
            first,
            Is.EqualTo(new OrderUpdate(OrderUpdateKind.Applied, 50, Price.Parse("100"), 1)));
        Assert.That(
            second,
            Is.EqualTo(new OrderUpdate(
                OrderUpdateKind.Applied, 50, Price.Parse("110"), 0.75m, OrderEventType.Filled)));
        Assert.That(
            (progress.State, progress.FilledQuantity, progress.Fees, progress.OpenQuantity),
            Is.EqualTo((OrderState.Filled, 100, 1.75m, 0)));
    }

    [Test]
    public void ShouldTellFillAndEndOfOneAnswer()
    {
        var progress = Sent();

        var update = progress.Apply(OrderResult.CancelledAfterFill(30, Price.Parse("7"), 0.5m, "B1"));

        Assert.That(update, Is.EqualTo(new OrderUpdate(
            OrderUpdateKind.Applied,
            30,
            Price.Parse("7"),
            0.5m,
            OrderEventType.PartiallyFilled,
            OrderEventType.Cancelled)));
        Assert.That((progress.BrokerOrderId, progress.OpenQuantity), Is.EqualTo(("B1", 0)));
    }

    private static IEnumerable<TestCaseData> NothingNew()
    {
        var price = Price.Parse("10");
        var part = OrderResult.PartiallyFilled(40, price, 1);
        var full = OrderResult.Filled(100, price, 2);
        var rest = OrderResult.CancelledAfterFill(40, price, 1);
        var accepted = OrderResult.Accepted();
        var rejected = OrderResult.Rejected("a");
        var unknown = OrderResult.Unknown("a");
        yield return Case("accepted again", OrderUpdateKind.Repeated, accepted, accepted);
        yield return Case("part again", OrderUpdateKind.Repeated, part, part);
        yield return Case("fill again", OrderUpdateKind.Repeated, full, full);
        yield return Case("cancelled again", OrderUpdateKind.Repeated, rest, rest);
        yield return Case("rejected again", OrderUpdateKind.Repeated, rejected, rejected);
        yield return Case("unknown again", OrderUpdateKind.Repeated, unknown, OrderResult.Unknown("b"));
        yield return Case("older part", OrderUpdateKind.Late, part, OrderResult.PartiallyFilled(39, price, 1));
        yield return Case("accepted after part", OrderUpdateKind.Late, part, accepted);
        yield return Case("part after fill", OrderUpdateKind.Late, full, part);
        yield return Case("accepted after fill", OrderUpdateKind.Late, full, accepted);
        yield return Case("unknown after fill", OrderUpdateKind.Late, full, unknown);
        yield return Case("not found after fill", OrderUpdateKind.Late, full, OrderResult.NotFound());
        yield return Case("same part after cancel", OrderUpdateKind.Late, rest, part);
        yield return Case("accepted after cancel", OrderUpdateKind.Late, rest, accepted);
        yield return Case("accepted after reject", OrderUpdateKind.Late, rejected, accepted);

        static TestCaseData Case(string name, OrderUpdateKind kind, OrderResult first, OrderResult second) =>
            new TestCaseData(first, second, kind).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(NothingNew))]
    public void ShouldTellWhatIsNotNew(OrderResult first, OrderResult second, object kind)
    {
        var progress = Sent();
        progress.Apply(first);
        var before = progress;

        Assert.That(progress.Apply(second), Is.EqualTo(new OrderUpdate((OrderUpdateKind)kind)));
        Assert.That(progress, Is.EqualTo(before));
    }

    private static IEnumerable<TestCaseData> Contradictions()
    {
        var price = Price.Parse("10");
        OrderResult none = default;
        var accepted = OrderResult.Accepted();
        var part = OrderResult.PartiallyFilled(40, price, 1);
        var full = OrderResult.Filled(100, price, 2);
        var rest = OrderResult.CancelledAfterFill(40, price, 1);
        yield return Case("no answer", accepted, none);
        yield return Case("rejected after part", part, OrderResult.Rejected("a"));
        yield return Case("failed after accepted", accepted, OrderResult.Failed("a"));
        yield return Case("failed after unknown", OrderResult.Unknown("a"), OrderResult.Failed("a"));
        yield return Case("rejected after fill", full, OrderResult.Rejected("a"));
        yield return Case("fill of more", accepted, OrderResult.Filled(101, price, 0));
        yield return Case("fill of less", accepted, OrderResult.Filled(99, price, 0));
        yield return Case("part of all", accepted, OrderResult.PartiallyFilled(100, price, 0));
        yield return Case("part of nothing", accepted, OrderResult.PartiallyFilled(0, price, 0));
        yield return Case("part below nothing", accepted, OrderResult.PartiallyFilled(-1, price, 0));
        yield return Case("cancelled after all", accepted, OrderResult.CancelledAfterFill(100, price, 0));
        yield return Case("cancelled below nothing", accepted, OrderResult.CancelledAfterFill(-1, price, 0));
        yield return Case("cancelled with less", part, OrderResult.Cancelled());
        yield return Case("cancelled with more later", rest, OrderResult.CancelledAfterFill(50, price, 1));
        yield return Case("cancelled with less later", rest, OrderResult.CancelledAfterFill(30, price, 1));
        yield return Case("fill after cancel", rest, full);
        yield return Case("part after cancel", rest, OrderResult.PartiallyFilled(41, price, 1));
        yield return Case("part after reject", OrderResult.Rejected("a"), part);
        yield return Case("cancelled after fill", full, OrderResult.Cancelled());
        yield return Case("no price", accepted, OrderResult.Filled(100, default, 0));
        yield return Case("price below zero", accepted, OrderResult.PartiallyFilled(1, Price.Parse("-1"), 0));
        yield return Case("fees below zero", accepted, OrderResult.Filled(100, price, -0.01m));
        yield return Case("fees shrink", part, OrderResult.Filled(100, price, 0.99m));
        yield return Case("fees shrink at the end", part, OrderResult.CancelledAfterFill(40, price, 0.99m));
        yield return Case("fees shrink without a fill", part, OrderResult.PartiallyFilled(40, price, 0.99m));
        yield return Case("fees shrink after the end", full, OrderResult.Filled(100, price, 1.99m));
        yield return Case("average leaves zero", part, OrderResult.Filled(100, Price.Parse("4"), 2));
        yield return Case("average leaves less", part, OrderResult.Filled(100, Price.Parse("3.99"), 2));

        static TestCaseData Case(string name, OrderResult first, OrderResult second) =>
            new TestCaseData(first, second).SetArgDisplayNames(name);
    }

    [TestCaseSource(nameof(Contradictions))]
    public void ShouldRefuseWhatCannotBeTrue(OrderResult first, OrderResult second)
    {
        var progress = Sent();
        progress.Apply(first);
        var before = progress;

        var refusal = Assert.Throws<OrderMoveException>(() => progress.Apply(second))!;

        Assert.That((refusal.OrderId, refusal.From), Is.EqualTo((Id, before.State)));
        Assert.That(progress, Is.EqualTo(before));
    }

    [Test]
    public void ShouldChangeNothingWhereTheCostOverflows()
    {
        var progress = new OrderProgress(Id, long.MaxValue, OrderState.Sent);
        var before = progress;

        Assert.Throws<OverflowException>(() => progress.Apply(OrderResult.Filled(long.MaxValue, Price.MaxValue, 0)));

        Assert.That(progress, Is.EqualTo(before));
    }

    private static IEnumerable<TestCaseData> Known()
    {
        var price = Price.Parse("10");
        yield return Case(OrderResult.Accepted(), OrderState.Accepted, 0, OrderEventType.Placed);
        yield return Case(Part(40), OrderState.PartiallyFilled, 0, OrderEventType.Placed);
        yield return Case(Part(60), OrderState.PartiallyFilled, 20, null);
        yield return Case(OrderResult.Filled(100, price, 1), OrderState.Filled, 60, null);
        yield return Case(CancelledAt(40), OrderState.Cancelled, 0, OrderEventType.Cancelled);
        yield return Case(CancelledAt(50), OrderState.Cancelled, 10, OrderEventType.Cancelled);

        OrderResult Part(long quantity) => OrderResult.PartiallyFilled(quantity, price, 1);

        OrderResult CancelledAt(long quantity) => OrderResult.CancelledAfterFill(quantity, price, 1);

        static TestCaseData Case(OrderResult said, OrderState state, long quantity, OrderEventType? type) =>
            new TestCaseData(said, state, quantity, type).SetArgDisplayNames($"{said.Kind} {said.Quantity}");
    }

    [TestCaseSource(nameof(Known))]
    public void ShouldLeaveUnknownOnEvidence(
        OrderResult said, OrderState state, long fillQuantity, OrderEventType? stateType)
    {
        var progress = Sent();
        if (said.Kind != OrderResultKind.Accepted)
        {
            progress.Apply(OrderResult.PartiallyFilled(40, Price.Parse("10"), 1));
        }

        progress.Apply(OrderResult.Unknown("lost"));
        Assert.That(progress.OpenQuantity, Is.EqualTo(Quantity - progress.FilledQuantity));

        var update = progress.Apply(said);

        Assert.That(
            (progress.State, update.FillQuantity, update.StateType), Is.EqualTo((state, fillQuantity, stateType)));
    }

    [Test]
    public void ShouldStayUnknownWithoutEvidence()
    {
        var progress = Sent();
        progress.Apply(OrderResult.PartiallyFilled(40, Price.Parse("10"), 1));
        progress.Apply(OrderResult.Unknown("lost"));

        // A broker that does not know the order now, and one that tells of the past, have not said what became of it.
        Assert.That(progress.Apply(OrderResult.NotFound()).Kind, Is.EqualTo(OrderUpdateKind.Repeated));
        Assert.That(progress.Apply(OrderResult.Accepted()).Kind, Is.EqualTo(OrderUpdateKind.Late));
        Assert.Throws<OrderMoveException>(() => progress.Apply(OrderResult.Failed("no")));
        Assert.Throws<OrderMoveException>(() => progress.Move(OrderState.Sent));
        Assert.That(progress.State, Is.EqualTo(OrderState.Unknown));
    }

    private static OrderProgress Sent() => new(Id, Quantity, OrderState.Sent);
}
