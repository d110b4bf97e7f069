using System.Collections.Concurrent;
using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Journal;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Journal;

/// <summary>What an engine knows after its process was killed at any moment and started again.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixture(Topology.Inline)]
[TestFixture(Topology.Fused)]
[TestFixture(Topology.ThreadPerStage)]
public sealed class JournaledEngineTests(Topology topology)
{
    private readonly MemoryJournalFiles _files = new("memory");

    [Test]
    public async Task ShouldKnowSignalsAndPositionsOfBeforeTheKill()
    {
        var first = await StartPaper();
        first.Engine.Publish(Make.Tick(1, "100"));
        first.Engine.Publish(Make.Signal("a", quantity: 7));
        first.Engine.Publish(Make.Signal("b", SignalType.Sell, quantity: 3));
        first.Engine.Publish(Make.Signal("held", SignalType.Hold));
        var events = first.Drain();
        var positions = first.Engine.Positions.GetPositions();
        Kill();

        await using var second = await StartPaper();
        second.Engine.Publish(Make.Tick(1, "200"));
        foreach (var id in (string[])["a", "b"])
        {
            second.Engine.Publish(Make.Signal(id));
        }

        second.Engine.Publish(Make.Signal("held", SignalType.Hold));
        second.Engine.Publish(Make.Signal("c", quantity: 1));
        var again = second.Drain();

        Assert.That(events, Has.Count.EqualTo(2));
        Assert.That(second.Count(RejectReason.Duplicate), Is.EqualTo(3));
        Assert.That(again.Take(2).Select(e => e.EventId), Is.EqualTo(events.Select(e => e.EventId)), "not acknowledged in the journal: again");
        Assert.That(again.Skip(2).Single().Signal.SignalId, Is.EqualTo("c"));
        var position = second.Engine.Positions.GetPositions().Single();
        Assert.That(position.Quantity, Is.EqualTo(positions.Single().Quantity + 1));
        Assert.That(position.FillCount, Is.EqualTo(3));
    }

    [Test]
    public async Task ShouldPublishNothingAgainAfterAnOrderlyStop()
    {
        await using (var first = await StartPaper())
        {
            first.Engine.Publish(Make.Tick(1, "100"));
            first.Engine.Publish(Make.Signal("a", quantity: 7));
            first.Drain();
        }

        await using var second = await StartPaper();

        Assert.That(second.Drain(), Is.Empty);
        Assert.That(second.Sink.Alerts, Is.Empty);
        Assert.That(second.Engine.Positions.GetPositions().Single().Quantity, Is.EqualTo(7));
    }

    [Test]
    public async Task ShouldRepeatAnEventWithAllItsFields()
    {
        var first = await StartPaper();
        first.Engine.Publish(Make.Tick(1, "100.05"));
        first.Engine.Publish(Make.Signal("a") with
        {
            CorrelationId = "c",
            TraceId = "t",
            Price = Price.Parse("99.5"),
            Trader = "paper",
        });
        first.Engine.Publish(Make.Signal("no price", token: 99) with { Timestamp = Make.Time.ToOffset(TimeSpan.Zero) });
        var events = first.Drain();
        Kill();

        await using var second = await StartPaper();

        Assert.That(events, Has.Count.EqualTo(2));
        Assert.That(
            second.Drain().Select(e => e with { Delivery = null }),
            Is.EqualTo(events.Select(e => e with { Delivery = null })));
    }

    [Test]
    public async Task ShouldAskTheBrokerAboutAnOrderThatWasSent()
    {
        using var gate = new GateTrader();
        var first = await Start(gate);
        first.Engine.Publish(Make.Signal("a"));
        Assert.That(gate.WaitUntilEntered());
        Kill();

        var asked = new ConcurrentQueue<OrderSnapshot>();
        await using var second = await Start(new DelegateTrader(_ => OrderResult.Accepted())
        {
            Reconcile = orders =>
            {
                orders.ToList().ForEach(asked.Enqueue);
                return [.. orders.Select(o => new OrderEvidence(o.Order.Id, OrderResult.Filled(10, Price.Parse("5"), 1)))];
            },
        });

        var fill = second.Drain().Single();
        Assert.That((fill.Type, fill.Signal, fill.Quantity), Is.EqualTo((OrderEventType.Filled, Make.Signal("a"), 10)));
        Assert.That(asked.Single().Order.Id, Is.EqualTo(OrderIdentity.OrderIdOf("a", "live")));
        Assert.That(
            second.Sink.Alerts.Select(alert => alert.Kind),
            Is.EqualTo(new[] { AlertKind.OrderReconciled, AlertKind.JournalRecovered }));
        Assert.That(second.Engine.GetOpenOrders(), Is.Empty);
        second.Engine.Publish(Make.Signal("a"));
        second.Drain();
        Assert.That(second.Count(RejectReason.Duplicate), Is.EqualTo(1));
        gate.Open();
    }

    [Test]
    public async Task ShouldAskByIntervalOnlyWhenEverythingElseHasStarted()
    {
        using var gate = new GateTrader();
        var first = await Start(gate);
        first.Engine.Publish(Make.Signal("a"));
        Assert.That(gate.WaitUntilEntered());
        Kill();

        var workers = new NamingWorkerHost();
        string[] before = ["none was looked for"];
        await using var second = await Start(builder =>
        {
            builder.Workers = workers;
            builder.AddTrader("live", new DelegateTrader(_ => OrderResult.Accepted())
            {
                Initialize = _ =>
                {
                    before = [.. workers.Names];
                    return ValueTask.CompletedTask;
                },
            });
            builder.RouteOthers("live");
        });

        // What an answer changed at that moment would be recorded before the events that have to be published again.
        Assert.That(before, Is.Empty);
        Assert.That(workers.Names, Has.Some.EqualTo("TradingEngine reconciliation live"));
        gate.Open();
    }

    [Test]
    public async Task ShouldNotGuessWhatBecameOfAnOrderThatWasSent()
    {
        using var gate = new GateTrader();
        var first = await Start(gate);
        first.Engine.Publish(Make.Signal("a"));
        Assert.That(gate.WaitUntilEntered());
        Kill();

        await using (var second = await Start(new DelegateTrader(_ => OrderResult.Accepted())))
        {
            Assert.That(second.Drain().Single().Type, Is.EqualTo(OrderEventType.Unknown));
            Assert.That(second.Engine.GetOpenOrders().Single().State, Is.EqualTo(OrderState.Unknown));
        }

        // It is still unknown after an orderly stop, until somebody knows.
        await using var third = await Start(new DelegateTrader(_ => OrderResult.Accepted()));
        var open = third.Engine.GetOpenOrders().Single();
        Assert.That(open.State, Is.EqualTo(OrderState.Unknown));
        Assert.That(third.Engine.Resolve(open.Order.Id, OrderResult.Rejected("the broker's desk says so")));
        Assert.That(third.Drain().Single().Type, Is.EqualTo(OrderEventType.Failed));
        Assert.That(third.Engine.GetOpenOrders(), Is.Empty);
        gate.Open();
    }

    [Test]
    public async Task ShouldGoOnWithAnOrderThatWasPartlyFilled()
    {
        var first = await Start(new DelegateTrader(_ => OrderResult.PartiallyFilled(4, Price.Parse("100"), 1, "b-1")));
        first.Engine.Publish(Make.Signal("a"));
        first.Drain();
        Kill();

        await using var second = await Start(new DelegateTrader(_ => OrderResult.Accepted())
        {
            Reconcile = orders => [new OrderEvidence(orders[0].Order.Id, OrderResult.Filled(10, Price.Parse("106"), 3))],
        });

        var rest = second.Drain()[^1];
        Assert.That((rest.Type, rest.Quantity, rest.Price, rest.Fees), Is.EqualTo((OrderEventType.Filled, 6, (Price?)Price.Parse("110"), 2m)));
        Assert.That(rest.BrokerOrderId, Is.EqualTo("b-1"));
        var position = second.Engine.Positions.GetPositions().Single();
        Assert.That((position.Quantity, position.Cost, position.Fees), Is.EqualTo((10, 1060m, 3m)));
    }

    [Test]
    public async Task ShouldOrderForTheTradersThatAreStillMissing()
    {
        using var gate = new GateTrader();
        var first = await Start(gate, orderOfPaper: true);
        first.Engine.Publish(Make.Tick(1, "100"));
        first.Engine.Publish(Make.Signal("a"));
        Assert.That(gate.WaitUntilEntered());
        first.Engine.Publish(Make.Signal("b"));
        SpinWait.SpinUntil(() => first.Sink.Count == 2, TimeSpan.FromMinutes(1));
        Kill();

        // Of the second signal the paper order is done, and the live one was queued behind the first.
        var sent = new ConcurrentQueue<string>();
        await using var second = await Start(
            new DelegateTrader(order =>
            {
                sent.Enqueue(order.Signal.SignalId);
                return OrderResult.Accepted();
            }),
            orderOfPaper: true);
        second.Engine.Publish(Make.Tick(1, "100"));
        second.Engine.Publish(Make.Signal("a"));
        second.Engine.Publish(Make.Signal("b"));
        second.Drain();

        Assert.That(sent, Is.EqualTo(new[] { "b" }));
        Assert.That(second.Count(RejectReason.Duplicate), Is.EqualTo(1));
        gate.Open();
    }

    [Test]
    public async Task ShouldHaveTheIntentOnDiskBeforeTheOrderLeaves()
    {
        var first = await Start(new DelegateTrader(_ =>
        {
            // The power goes off while the trader has the order: nothing that is not synced is there afterwards.
            _files.CrashMachine(new Random(1));
            return OrderResult.Accepted();
        }));
        first.Engine.Publish(Make.Signal("a"));
        first.Drain();

        await using var second = await Start(new DelegateTrader(_ => OrderResult.Accepted()));
        Assert.That(second.Engine.GetOpenOrders().Single().Order.Signal.SignalId, Is.EqualTo("a"));
    }

    [Test]
    public async Task ShouldRefuseLiveOrdersWhenTheDiskIsFullAndGoOnWithPaper()
    {
        var sent = 0;
        await using var test = await Start(
            new DelegateTrader(_ =>
            {
                Interlocked.Increment(ref sent);
                return OrderResult.Accepted();
            }),
            orderOfPaper: true);
        test.Engine.Publish(Make.Tick(1, "100"));
        _files.FailAt(1, new IOException("No space left on device"));
        test.Engine.Publish(Make.Signal("a"));
        test.Engine.Publish(Make.Signal("b"));

        var events = test.Drain();

        Assert.That(sent, Is.Zero);
        Assert.That(events.Where(e => e.Trader == "paper").Select(e => e.Type), Is.EqualTo(new[] { OrderEventType.Filled, OrderEventType.Filled }));
        Assert.That(events.Where(e => e.Trader == "live").Select(e => e.Type), Is.EqualTo(new[] { OrderEventType.Failed, OrderEventType.Failed }));
        Assert.That(
            events.Where(e => e.Trader == "live").Select(e => e.ErrorMessage),
            Is.All.Contains("No space left on device"));
        SpinWait.SpinUntil(() => test.Sink.Alerts.Count > 0, TimeSpan.FromMinutes(1));
        Assert.That(test.Sink.Alerts.Single().Kind, Is.EqualTo(AlertKind.JournalFailed));
    }

    private void Kill() => _files.CrashProcess();

    private Task<TestEngine> StartPaper() => Start(builder =>
        builder.AddTrader<PaperTrader>("paper").RouteOthers("paper"));

    private Task<TestEngine> Start(ITrader live, bool orderOfPaper = false) => Start(builder =>
    {
        builder.AddTrader("live", live);
        if (orderOfPaper)
        {
            builder.AddTrader<PaperTrader>("paper");
        }

        builder.RouteOthers(orderOfPaper ? ["live", "paper"] : ["live"]);
        builder.Options.LaneCount = 1;
    });

    private Task<TestEngine> Start(Action<EngineBuilder> configure) => TestEngine.StartAsync(topology, builder =>
    {
        builder.UseJournal("memory");
        builder.JournalFiles = () => _files;
        configure(builder);
    });
}
