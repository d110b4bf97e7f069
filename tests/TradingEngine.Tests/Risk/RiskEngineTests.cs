using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Risk;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Journal;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Risk;

/// <summary>Limits and modes of a whole engine: what is refused, what still goes on.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixture(Topology.Inline)]
[TestFixture(Topology.Fused)]
[TestFixture(Topology.ThreadPerStage)]
public sealed class RiskEngineTests(Topology topology)
{
    private readonly MemoryJournalFiles _files = new("memory");

    [Test]
    public async Task ShouldRefuseWithTheLimitItsValueAndTheOrders()
    {
        await using var test = await StartPaper(builder => builder
            .Limit(new RiskLimits { OrderQuantityMax = 100 })
            .Limit("careful", new RiskLimits { OrderQuantityMax = 5 }));
        test.Engine.Publish(Make.Tick(1, "100"));
        test.Engine.Publish(Make.Signal("a", quantity: 100));
        test.Engine.Publish(Make.Signal("b", quantity: 101));
        test.Engine.Publish(Make.Signal("c", quantity: 6, strategy: "careful"));

        var events = test.Drain();

        Assert.That(events.Select(e => e.Type), Is.EqualTo(new[] { OrderEventType.Filled, OrderEventType.Failed, OrderEventType.Failed }));
        Assert.That(events[1].ErrorMessage, Does.Contain("order_quantity_max").And.Contain("100").And.Contain("101"));
        Assert.That(events[2].ErrorMessage, Does.Contain("'careful'").And.Contain("5").And.Contain("6"));
    }

    [Test]
    public async Task ShouldLetOnlyReducingOrdersPass()
    {
        await using var test = await StartPaper();
        test.Engine.Publish(Make.Tick(1, "100"));
        test.Engine.Publish(Make.Signal("long", quantity: 10));
        test.Engine.SetMode(TradingMode.Reducing);
        test.Engine.Publish(Make.Signal("more", quantity: 1));
        test.Engine.Publish(Make.Signal("less", SignalType.Sell, quantity: 6));
        test.Engine.Publish(Make.Signal("across", SignalType.Sell, quantity: 5));
        test.Engine.Publish(Make.Signal("flat", SignalType.Sell, quantity: 4));
        test.Engine.Resume();
        test.Engine.Publish(Make.Signal("again", quantity: 1));

        Assert.That(
            test.Drain().Where(e => e.Type == OrderEventType.Filled).Select(e => e.Signal.SignalId),
            Is.EqualTo(new[] { "long", "less", "flat", "again" }));
    }

    [Test]
    public async Task ShouldCountAnUnknownOrderAtItsWorst()
    {
        await using var test = await Start(builder => builder
            .AddTrader("live", new DelegateTrader(_ => OrderResult.Unknown("timeout")))
            .RouteOthers("live")
            .Limit(new RiskLimits { PositionQuantityMax = 15 }));
        test.Engine.Publish(Make.Signal("a", quantity: 10));
        test.Drain();
        test.Engine.Publish(Make.Signal("b", quantity: 6));
        test.Engine.Publish(Make.Signal("c", quantity: 5));

        Assert.That(
            test.Drain().Select(e => (e.Signal.SignalId, e.Type)),
            Is.EquivalentTo(new[]
            {
                ("a", OrderEventType.Unknown), ("b", OrderEventType.Failed), ("c", OrderEventType.Unknown),
            }));
    }

    [Test]
    public async Task ShouldStopQueuedOrdersWhenHaltedAndStillCancel()
    {
        using var gate = new GateTrader();
        await using var test = await Start(builder =>
        {
            builder.AddTrader("live", gate).RouteOthers("live");
            builder.Options.LaneCount = 1;
        });
        test.Engine.Publish(Make.Signal("sent"));
        Assert.That(gate.WaitUntilEntered());
        test.Engine.Publish(Make.Signal("queued"));
        test.Engine.Publish(Make.Signal("cancelled"));
        SpinWait.SpinUntil(() => test.Engine.GetOpenOrders().Count == 3, TimeSpan.FromMinutes(1));
        test.Engine.Halt();
        Assert.That(test.Engine.Cancel(OrderIdentity.OrderIdOf("cancelled", "live")));
        gate.Open();

        var events = test.Drain();

        Assert.That(
            events.Select(e => (e.Signal.SignalId, e.Type)),
            Is.EquivalentTo(new[]
            {
                ("sent", OrderEventType.Filled), ("queued", OrderEventType.Failed), ("cancelled", OrderEventType.Cancelled),
            }));
        Assert.That(gate.Executed, Has.Count.EqualTo(1));
        Assert.That(test.Engine.Mode, Is.EqualTo(TradingMode.Halted));
    }

    [Test]
    public async Task ShouldStayHaltedOverARestart()
    {
        await using (var first = await StartPaper(builder => UseMemory(builder)))
        {
            first.Engine.Halt();
        }

        await using var second = await StartPaper(builder => UseMemory(builder));
        second.Engine.Publish(Make.Tick(1, "100"));
        second.Engine.Publish(Make.Signal("a"));
        Assert.That(second.Drain(), Is.Empty);
        Assert.That(second.Count(RejectReason.Halted), Is.EqualTo(1));
        Assert.That(second.Sink.Alerts.Single().Kind, Is.EqualTo(AlertKind.JournalRecovered));
        Assert.That(second.Sink.Alerts.Single().Message, Does.Contain("still Halted"));

        second.Engine.Resume();
        second.Engine.Publish(Make.Signal("b"));
        Assert.That(second.Drain(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldKnowPositionsAndTheDaysLossAfterARestart()
    {
        void Configure(EngineBuilder builder) => UseMemory(builder).Limit(new RiskLimits { DailyLossMax = 100 });
        await using (var first = await StartPaper(Configure))
        {
            first.Engine.Publish(Make.Tick(1, "100"));
            first.Engine.Publish(Make.Signal("buy", quantity: 10));
            first.Engine.Publish(Make.Tick(1, "90"));
            first.Engine.Publish(Make.Signal("sell", SignalType.Sell, quantity: 9));
            Assert.That(first.Drain(), Has.Count.EqualTo(2));
            first.Clock.Advance(TimeSpan.FromMilliseconds(100));
        }

        await using var second = await StartPaper(Configure);
        second.Engine.Publish(Make.Tick(1, "85"));
        second.Engine.Publish(Make.Signal("more", quantity: 1));
        second.Engine.Publish(Make.Signal("out", SignalType.Sell, quantity: 1));

        var events = second.Drain();
        Assert.That(events.Select(e => (e.Signal.SignalId, e.Type)), Is.EqualTo(new[] { ("more", OrderEventType.Failed), ("out", OrderEventType.Filled) }));
        Assert.That(events[0].ErrorMessage, Does.Contain("daily_loss_max").And.Contain("100"));
    }

    [Test]
    public async Task ShouldHaltWhileAFileIsThere()
    {
        var path = Path.Combine(Path.GetTempPath(), $"halt-{Guid.NewGuid():N}");
        await File.WriteAllTextAsync(path, "");
        try
        {
            await using var test = await StartPaper(builder => builder.UseHaltFile(path));
            test.Engine.Publish(Make.Tick(1, "100"));
            test.Engine.Publish(Make.Signal("a"));
            Assert.That(test.Drain(), Is.Empty);
            Assert.That(test.Engine.Mode, Is.EqualTo(TradingMode.Halted));

            File.Delete(path);
            test.Clock.Advance(TimeSpan.FromSeconds(1));
            Assert.That(SpinWait.SpinUntil(() => test.Engine.Mode == TradingMode.Active, TimeSpan.FromMinutes(1)));
            test.Engine.Publish(Make.Signal("b"));
            Assert.That(test.Drain(), Has.Count.EqualTo(1));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private EngineBuilder UseMemory(EngineBuilder builder)
    {
        builder.JournalFiles = () => _files;
        return builder.UseJournal("memory");
    }

    private Task<TestEngine> StartPaper(Action<EngineBuilder>? configure = null) => Start(builder =>
    {
        builder.AddTrader<PaperTrader>("paper").RouteOthers("paper");
        configure?.Invoke(builder);
    });

    private Task<TestEngine> Start(Action<EngineBuilder> configure) => TestEngine.StartAsync(topology, configure);
}
