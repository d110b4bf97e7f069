using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Traders;

[TestFixture(Topology.Inline)]
[TestFixture(Topology.Fused)]
[TestFixture(Topology.ThreadPerStage)]
public sealed class LaneTests(Topology topology)
{
    [Test]
    public async Task ShouldNotLetAHangingTraderTouchAnother()
    {
        using var hanging = new GateTrader();
        await using var test = await Start(("hanging", hanging), ("paper", new PaperTrader()));
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("first"));
        Assert.That(hanging.WaitUntilEntered());

        for (var i = 0; i < 100; i++)
        {
            test.Engine.Publish(Make.Signal($"s{i}"));
        }

        // The paper fills come out while the other trader still holds its first order.
        SpinWait.SpinUntil(() => test.Sink.Count == 101, TimeSpan.FromMinutes(1));
        Assert.That(test.Sink.Events.Select(e => e.Trader), Is.All.EqualTo("paper"));
        Assert.That(test.Sink.Count, Is.EqualTo(101));
        Assert.That(hanging.Executed, Is.Empty);

        hanging.Open();
        Assert.That(test.Drain(), Has.Count.EqualTo(202));
    }

    [Test]
    public async Task ShouldFailAnOrderThatFindsTheLaneFull()
    {
        using var slow = new GateTrader();
        await using var test = await TestEngine.StartAsync(topology, builder =>
        {
            builder.AddTrader("slow", slow).RouteOthers("slow");
            builder.Options.LaneCount = 1;
            builder.Options.LaneCapacity = 2;
        });
        test.Engine.Publish(Make.Signal("held"));
        Assert.That(slow.WaitUntilEntered());
        foreach (var id in (string[])["queued 1", "queued 2", "too many"])
        {
            test.Engine.Publish(Make.Signal(id));
        }

        SpinWait.SpinUntil(() => test.Sink.Count == 1, TimeSpan.FromMinutes(1));
        var failure = test.Sink.Events.Single();
        Assert.That((failure.Type, failure.Signal.SignalId), Is.EqualTo((OrderEventType.Failed, "too many")));
        Assert.That(failure.ErrorMessage, Does.Contain("full").And.Contain("2 orders"));

        slow.Open();
        Assert.That(test.Drain().Skip(1).Select(e => e.Signal.SignalId), Is.EqualTo(new[] { "held", "queued 1", "queued 2" }));
        Assert.That(test.Sink.Alerts.Single().Kind, Is.EqualTo(AlertKind.LaneFull));
    }

    [Test]
    public async Task ShouldKeepTheOrderOfEachInstrument()
    {
        using var trader = new GateTrader();
        trader.Open();
        await using var test = await TestEngine.StartAsync(topology, builder =>
        {
            builder.AddTrader("broker", trader).RouteOthers("broker");
            builder.Options.LaneCount = 3;
            builder.Options.LaneCapacity = 4_096;
        });
        for (var i = 0; i < 3_000; i++)
        {
            test.Engine.Publish(Make.Signal($"{i}", token: 1 + (i % 7)));
        }

        Assert.That(test.Drain(), Has.Count.EqualTo(3_000));
        foreach (var orders in trader.Executed.GroupBy(order => order.InstrumentToken))
        {
            Assert.That(orders.Select(order => int.Parse(order.Signal.SignalId)), Is.Ordered);
        }
    }

    [Test]
    public async Task ShouldReportWhatATraderThrows()
    {
        var trader = new DelegateTrader((Func<Order, OrderResult>)(_ => throw new TimeoutException("no answer in 7 s")));
        await using var test = await Start(("broker", trader));
        test.Engine.Publish(Make.Signal("a"));
        test.Engine.Publish(Make.Signal("b"));

        var events = test.Drain();

        Assert.That(events.Select(e => e.Type), Is.All.EqualTo(OrderEventType.Unknown));
        Assert.That(events, Has.Count.EqualTo(2));
        Assert.That(events[0].ErrorMessage, Does.Contain("no answer in 7 s"));
        Assert.That(
            test.Sink.Alerts.Select(alert => alert.Kind),
            Is.EquivalentTo(new[]
            {
                AlertKind.TraderThrew, AlertKind.OrderOutcomeUnknown, AlertKind.TraderThrew, AlertKind.OrderOutcomeUnknown,
            }));
    }

    [Test]
    public async Task ShouldFailAnOrderThatCertainlyDidNotLeave()
    {
        var trader = new DelegateTrader((Func<Order, OrderResult>)(_ => throw new OrderNotSentException("no session")));
        await using var test = await Start(("broker", trader));
        test.Engine.Publish(Make.Signal("a"));

        var failure = test.Drain().Single();

        Assert.That((failure.Type, failure.ErrorMessage), Is.EqualTo((OrderEventType.Failed, "no session")));
        Assert.That(test.Sink.Alerts, Is.Empty);
    }

    [Test]
    public async Task ShouldFailTheOrderOfASimulatedTraderThatThrows()
    {
        var trader = new DelegateTrader((Func<Order, OrderResult>)(_ => throw new TimeoutException("slow")))
        {
            Durability = OrderDurability.WriteBehind,
        };
        await using var test = await Start(("paper", trader));
        test.Engine.Publish(Make.Signal("a"));

        Assert.That(test.Drain().Single().Type, Is.EqualTo(OrderEventType.Failed));
    }

    [Test]
    public async Task ShouldWaitForAnAnswerThatComesLater()
    {
        var answer = new TaskCompletionSource<OrderResult>(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var test = await Start(("broker", new DelegateTrader((_, _) => new ValueTask<OrderResult>(answer.Task))));
        test.Engine.Publish(Make.Signal("a"));
        answer.SetResult(OrderResult.Filled(10, Price.Parse("5"), 0));

        Assert.That(test.Drain().Single().Type, Is.EqualTo(OrderEventType.Filled));
    }

    [Test]
    public async Task ShouldTellWhatWasInTheHandsOfATraderThatNeverAnswers()
    {
        using var dead = new GateTrader();
        await using var test = await TestEngine.StartAsync(topology, builder =>
        {
            builder.AddTrader("dead", dead).RouteOthers("dead");
            builder.Options.LaneCount = 1;
            builder.Options.StopTimeout = TimeSpan.Zero;
        });
        test.Engine.Publish(Make.Signal("held"));
        Assert.That(dead.WaitUntilEntered());
        test.Engine.Publish(Make.Signal("queued"));
        SpinWait.SpinUntil(() => test.Engine.GetStatus().SignalCount == 2, TimeSpan.FromMinutes(1));

        await test.Engine.StopAsync();

        Assert.That(
            test.Sink.Events.Select(e => (e.Type, e.Signal.SignalId)),
            Is.EqualTo(new[] { (OrderEventType.Unknown, "held"), (OrderEventType.Failed, "queued") }));
        var failure = test.Sink.Events[^1];
        Assert.That(failure.ErrorMessage, Does.Contain("before the order was sent"));
        var alert = test.Sink.Alerts.Single(alert => alert.Kind == AlertKind.OrderOutcomeUnknown);
        Assert.That(alert.Message, Does.Contain(OrderIdentity.OrderIdOf("held", "dead").ToString()));
        Assert.That(test.Engine.GetStatus().Traders[0].UnknownCount, Is.EqualTo(1));

        // What the trader says after that is not taken for an event.
        dead.Open();
        Assert.That(test.Sink.Count, Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldCancelATraderThatListensWhenTheTimeIsOver()
    {
        var entered = new TaskCompletionSource();
        var trader = new DelegateTrader(async (_, cancellationToken) =>
        {
            entered.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return default;
        });
        await using var test = await TestEngine.StartAsync(topology, builder =>
        {
            builder.AddTrader("broker", trader).RouteOthers("broker");
            builder.Options.StopTimeout = TimeSpan.Zero;
        });
        test.Engine.Publish(Make.Signal("a"));
        await entered.Task;

        await test.Engine.StopAsync();

        Assert.That(test.Sink.Events.Single().Type, Is.EqualTo(OrderEventType.Unknown));
        Assert.That(trader.ShutdownCount, Is.EqualTo(1));
    }

    private Task<TestEngine> Start(params (string Name, ITrader Trader)[] traders) =>
        TestEngine.StartAsync(topology, builder =>
        {
            foreach (var (name, trader) in traders)
            {
                builder.AddTrader(name, trader);
            }

            builder.RouteOthers([.. traders.Select(trader => trader.Name)]);
        });
}
