using TradingEngine.Model;
using TradingEngine.Runner.Compare;

namespace TradingEngine.Runner.Tests.Compare;

[TestFixture]
public sealed class OrderTraceTests
{
    [Test]
    public void ShouldAddUpFills()
    {
        var trace = Trace(
            Orders.Event("s1", OrderEventType.Placed, 10),
            Orders.Event("s1", OrderEventType.PartiallyFilled, 4, 100m, seconds: 1, step: 1),
            Orders.Event("s1", OrderEventType.Filled, 6, 105m, seconds: 2));

        Assert.That(
            (trace.State, trace.Quantity, trace.FilledQuantity, trace.AveragePrice),
            Is.EqualTo((TraceState.Filled, 10L, 10L, 103m)));
        Assert.That(trace.FirstTime, Is.EqualTo(Orders.Start));
        Assert.That(trace.LastTime, Is.EqualTo(Orders.Start.AddSeconds(2)));
        Assert.That(trace.LastTime.Offset, Is.EqualTo(TimeSpan.FromMinutes(330)));
    }

    [TestCase(TraceState.Open, OrderEventType.Placed)]
    [TestCase(TraceState.Part, OrderEventType.PartiallyFilled)]
    [TestCase(TraceState.Part, OrderEventType.Placed, OrderEventType.PartiallyFilled)]
    [TestCase(TraceState.Filled, OrderEventType.Filled)]
    [TestCase(TraceState.Cancelled, OrderEventType.Placed, OrderEventType.Cancelled)]
    [TestCase(TraceState.Cancelled, OrderEventType.Placed, OrderEventType.PartiallyFilled, OrderEventType.Cancelled)]
    [TestCase(TraceState.Failed, OrderEventType.Failed)]
    [TestCase(TraceState.Failed, OrderEventType.Unknown, OrderEventType.Failed)]
    [TestCase(TraceState.Unknown, OrderEventType.Unknown)]
    [TestCase(TraceState.Unknown, OrderEventType.Placed, OrderEventType.Unknown)]
    [TestCase(TraceState.Unknown, OrderEventType.Placed, OrderEventType.PartiallyFilled, OrderEventType.Unknown)]
    [TestCase(TraceState.Open, OrderEventType.Unknown, OrderEventType.Placed)]
    [TestCase(TraceState.Part, OrderEventType.Unknown, OrderEventType.PartiallyFilled)]
    [TestCase(TraceState.Filled, OrderEventType.Unknown, OrderEventType.Filled)]
    public void ShouldTellHowAnOrderStands(object state, params OrderEventType[] types)
    {
        var events = types
            .Select((type, i) => Orders.Event(
                "s1", type, type == OrderEventType.PartiallyFilled ? 4 : 10, PriceOf(type), seconds: i, step: i))
            .ToArray();
        var final = events.Select(each => each.Type == OrderEventType.Filled
            ? Orders.Fill("s1", 100m, seconds: 9)
            : each).ToArray();

        // The topics do not keep the order of events among them.
        Assert.That(Trace(final).State, Is.EqualTo(state));
        Assert.That(Trace([.. final.Reverse()]).State, Is.EqualTo(state));
    }

    [Test]
    public void ShouldTakeAFillOfTheReplacedSystemForWhole()
    {
        var trace = Orders.SideOf(Orders.OldFill("e1", "o1", 100.05m, 0)).Traces.Single();

        Assert.That((trace.State, trace.SignalId, trace.Quantity), Is.EqualTo((TraceState.Filled, (string?)null, 10L)));
    }

    [Test]
    public void ShouldKnowAPartOfTheReplacedSystemByItsOrder()
    {
        var trace = Orders
            .SideOf(Orders.OldPlaced("e1", "o1", 0), Orders.OldFill("e2", "o1", 100.05m, 1, quantity: 4))
            .Traces.Single();

        Assert.That((trace.State, trace.Quantity, trace.FilledQuantity), Is.EqualTo((TraceState.Part, 10L, 4L)));
    }

    [Test]
    public void ShouldTakeAFillOfNothingForNoFill()
    {
        var trace = Orders
            .SideOf(Orders.OldPlaced("e1", "o1", 0), Orders.OldFill("e2", "o1", 100.05m, 1, quantity: 0))
            .Traces.Single();

        Assert.That((trace.State, trace.AveragePrice), Is.EqualTo((TraceState.Open, (decimal?)null)));
    }

    [Test]
    public void ShouldKeepFailuresWithoutAnOrderIdApart()
    {
        var side = Orders.SideOf(Orders.OldFailure("e1", 0), Orders.OldFailure("e2", 1));

        Assert.That(side.Traces.Select(trace => trace.Message), Is.EqualTo(["Insufficient cash", "Insufficient cash"]));
        Assert.That(side.Traces.Select(trace => trace.State), Is.All.EqualTo(TraceState.Failed));
    }

    [Test]
    public void ShouldCountAnEventThatComesAgainOnce()
    {
        var fill = Orders.Line(Orders.Fill("s1", 100m));

        var side = Orders.SideOf(fill, fill, fill);

        Assert.That((side.EventCount, side.RepeatedCount), Is.EqualTo((1L, 2L)));
        Assert.That(side.Traces.Single().FilledQuantity, Is.EqualTo(10));
    }

    [Test]
    public void ShouldKeepTheStrategyThatIsAskedFor()
    {
        var side = new TraceSet("side", "carry");
        Orders.Add(side, Orders.Line(Orders.Fill("s1", 100m)));
        Orders.Add(side, Orders.Line(Orders.Fill("s2", 100m, strategyId: "carry")));

        Assert.That(side.Traces.Select(trace => trace.SignalId), Is.EqualTo(["s2"]));
    }

    private static decimal? PriceOf(OrderEventType type) =>
        type is OrderEventType.Filled or OrderEventType.PartiallyFilled ? 100m : null;

    private static OrderTrace Trace(params OrderEvent[] events) => Orders.SideOf(events).Traces.Single();
}
