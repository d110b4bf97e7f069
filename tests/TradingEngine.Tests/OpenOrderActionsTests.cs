using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests;

/// <summary>What someone outside can do with open orders, on a whole engine with threads.</summary>
[TestFixture(Topology.Inline)]
[TestFixture(Topology.Fused)]
[TestFixture(Topology.ThreadPerStage)]
public sealed class OpenOrderActionsTests(Topology topology)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private FaultTrader _trader = null!;

    [SetUp]
    public void SetUp() => _trader = new FaultTrader(new SimulatedBroker { Choose = _ => BrokerBehavior.Rests });

    [Test]
    public async Task ShouldCancelTheOrdersOfOneStrategy()
    {
        await using var test = await Start();
        test.Engine.Publish(Make.Signal("a"));
        test.Engine.Publish(Make.Signal("b", strategy: "carry"));
        test.Engine.Publish(Make.Signal("c", strategy: "carry"));
        test.Drain();

        Assert.That(test.Engine.CancelAll("carry"), Is.EqualTo(2));
        WaitForEvents(test, 5);
        Assert.That(test.Engine.GetOpenOrders().Single().Order.Signal.SignalId, Is.EqualTo("a"));

        Assert.That(test.Engine.CancelAll(), Is.EqualTo(1));
        WaitForEvents(test, 6);
        Assert.That(test.Engine.GetOpenOrders(), Is.Empty);
        Assert.That(_trader.Broker.Orders.Select(order => order.State), Is.All.EqualTo(BrokerOrderState.Cancelled));
    }

    [Test]
    public async Task ShouldCancelWhileTradingIsHalted()
    {
        await using var test = await Start();
        test.Engine.Publish(Make.Signal("a"));
        test.Drain();
        test.Engine.Halt();

        Assert.That(test.Engine.Cancel(OrderIdentity.OrderIdOf("a", "broker")));

        WaitForEvents(test, 2);
        Assert.That(test.Sink.Events[1].Type, Is.EqualTo(OrderEventType.Cancelled));
    }

    [Test]
    public async Task ShouldKnowNoOrderThatIsOver()
    {
        _trader.Broker.Choose = _ => BrokerBehavior.Fills;
        await using var test = await Start();
        test.Engine.Publish(Make.Signal("a"));
        test.Drain();
        var id = OrderIdentity.OrderIdOf("a", "broker");

        Assert.That(test.Engine.Cancel(id), Is.False);
        Assert.That(test.Engine.Resolve(id, OrderResult.Cancelled()), Is.False);
        Assert.That(test.Engine.CancelAll(), Is.Zero);
        Assert.That(test.Drain(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldResolveAnUnknownOrderByHand()
    {
        _trader.Executions.Script(ExecuteFault.LoseAnswer);
        await using var test = await Start();
        test.Engine.Publish(Make.Signal("a"));
        test.Drain();
        var id = OrderIdentity.OrderIdOf("a", "broker");

        Assert.That(test.Engine.Resolve(id, OrderResult.Filled(10, Price.Parse("99.5"), 1)));

        var fill = test.Drain()[^1];
        Assert.That((fill.Type, fill.Price, fill.Fees), Is.EqualTo((OrderEventType.Filled, Price.Parse("99.5"), 1m)));
        Assert.That(test.Sink.Alerts[^1].Kind, Is.EqualTo(AlertKind.OrderReconciled));
        Assert.That(test.Engine.Positions.GetPositions().Single().Quantity, Is.EqualTo(10));
    }

    [Test]
    public async Task ShouldReconcileWhenAsked()
    {
        await using var test = await Start();
        test.Engine.Publish(Make.Signal("a"));
        test.Drain();
        var tag = _trader.Broker.Orders.Single().Tag;
        _trader.Broker.Fill(tag, 4, Price.Parse("101"));
        _trader.Reconciliations.Script(ReconcileFault.Throw);

        Assert.That(await test.Engine.ReconcileAsync(), Is.False);
        Assert.That(test.Drain(), Has.Count.EqualTo(1));

        Assert.That(await test.Engine.ReconcileAsync("broker"));
        Assert.That(test.Drain()[^1].Quantity, Is.EqualTo(4));
        Assert.That(test.Engine.GetOpenOrders().Single().FilledQuantity, Is.EqualTo(4));
    }

    [Test]
    public async Task ShouldNotLetAHangingReconciliationTouchAnythingElse()
    {
        _trader.Reconciliations.Script(ReconcileFault.HangDeaf);
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("broker", _trader)
            .AddTrader("paper", new PaperTrader())
            .RouteOthers("broker", "paper"));
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("a"));
        test.Drain();
        var hanging = test.Engine.ReconcileAsync("broker");
        _trader.WaitUntilHung();

        test.Engine.Publish(Make.Signal("b"));
        Assert.That(test.Drain(), Has.Count.EqualTo(4));
        Assert.That(test.Engine.CancelAll(), Is.EqualTo(2));
        WaitForEvents(test, 6);

        Assert.That(hanging.IsCompleted, Is.False);
        _trader.ReleaseHung();
        Assert.That(await hanging);
        Assert.That(test.Drain(), Has.Count.EqualTo(6));
    }

    [Test]
    public async Task ShouldReportRepeatedAndLateAnswers()
    {
        _trader.Broker.Choose = _ => BrokerBehavior.FillsInParts;
        _trader.Reconciliations.Script(ReconcileFault.Repeat, ReconcileFault.Stale);
        await using var test = await Start();
        test.Engine.Publish(Make.Signal("a"));
        test.Drain();
        await test.Engine.ReconcileAsync();
        await test.Engine.ReconcileAsync();

        var status = test.Engine.GetStatus().Traders.Single();

        Assert.That((status.RepeatedCount, status.LateCount, status.OpenCount), Is.EqualTo((2, 1, 1)));
        Assert.That(test.Drain(), Has.Count.EqualTo(1));
    }

    private static void WaitForEvents(TestEngine test, int count)
    {
        SpinWait.SpinUntil(() => test.Sink.Count >= count, Patience);
        Assert.That(test.Drain(), Has.Count.EqualTo(count));
    }

    private Task<TestEngine> Start() =>
        TestEngine.StartAsync(topology, builder => builder.AddTrader("broker", _trader).RouteOthers("broker"));
}
