using TradingEngine.Journal;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Risk;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;
using TradingEngine.Traders.Shadow;

namespace TradingEngine.Tests.Strategies;

/// <summary>A shadow gets the same orders; nothing leaves, nothing counts.</summary>
[TestFixture]
public sealed class ShadowTests
{
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    private static readonly RiskLimits OneOrder = new() { PositionQuantityMax = 10, OpenOrdersMax = 1, OrderQuantityMax = 10 };

    [TestCase(Topology.Inline)]
    [TestCase(Topology.Fused)]
    [TestCase(Topology.ThreadPerStage)]
    public async Task ShouldGetTheOrderAndCountNowhere(Topology topology)
    {
        var original = new CheckedTrader();
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("paper", new PaperTrader())
            .AddTrader("zerodha", original)
            .AddShadow("zerodha")
            .Limit(OneOrder)
            .Route("momentum", "paper", "zerodha.shadow"));
        test.Engine.Publish(Make.Tick(1, "100"));

        // The limit has room for one order of ten: with the shadow's counted, the second would be refused.
        test.Engine.Publish(Make.Signal("one"));
        test.Drain();
        test.Engine.Publish(Make.Signal("two", SignalType.Sell, quantity: 10));
        var events = test.Drain();

        Assert.That(original.ExecutedCount, Is.Zero);
        Assert.That(
            events.Select(one => (one.Signal.SignalId, one.Trader, one.Type, one.ExecutionMode)),
            Is.EquivalentTo(new[]
            {
                ("one", "paper", OrderEventType.Filled, "paper"),
                ("one", "zerodha.shadow", OrderEventType.Filled, "shadow"),
                ("two", "paper", OrderEventType.Filled, "paper"),
                ("two", "zerodha.shadow", OrderEventType.Filled, "shadow"),
            }));
        Assert.That(test.Engine.Positions.GetPositions().Select(one => one.Trader), Is.All.EqualTo("paper"));
        Assert.That(
            events.Select(one => one.OrderId).Distinct().Count(), Is.EqualTo(4), "a shadow's order has its own id");
    }

    [Test]
    public async Task ShouldFailWhereItsOriginalWouldNotSend()
    {
        var original = new CheckedTrader { Refusal = "Nobody is logged in" };
        await using var test = await TestEngine.StartAsync(Topology.Inline, builder => builder
            .AddTrader("zerodha", original).AddShadow("zerodha").Route("momentum", "zerodha.shadow"));
        test.Engine.Publish(Make.Tick(1, "100"));
        test.Engine.Publish(Make.Signal("one"));

        var failed = test.Drain().Single();
        Assert.That((failed.Type, failed.ErrorMessage), Is.EqualTo((OrderEventType.Failed, "Nobody is logged in")));
    }

    [Test]
    public async Task ShouldFailAloneWhereItsOriginalThrowsWhenAsked()
    {
        var original = new CheckedTrader { Failure = new InvalidOperationException("broken") };
        await using var test = await TestEngine.StartAsync(Topology.Fused, builder => builder
            .AddTrader("paper", new PaperTrader())
            .AddTrader("zerodha", original)
            .AddShadow("zerodha")
            .Route("momentum", "paper", "zerodha.shadow"));
        test.Engine.Publish(Make.Tick(1, "100"));
        test.Engine.Publish(Make.Signal("one"));

        var events = test.Drain();
        Assert.That(events.Single(one => one.Trader == "paper").Type, Is.EqualTo(OrderEventType.Filled));
        var shadow = events.Single(one => one.Trader == "zerodha.shadow");
        Assert.That(shadow.Type, Is.EqualTo(OrderEventType.Failed));
        Assert.That(shadow.ErrorMessage, Does.Contain("broken"));
    }

    [Test]
    public async Task ShouldCountNowhereAfterARestartEither()
    {
        var folder = Directory.CreateTempSubdirectory("tradingengine-shadow-").FullName;
        try
        {
            for (var run = 0; run < 2; run++)
            {
                await using var test = await TestEngine.StartAsync(Topology.Fused, builder => builder
                    .AddTrader("paper", new PaperTrader())
                    .AddShadow("paper")
                    .UseJournal(folder)
                    .Limit(new RiskLimits { PositionQuantityMax = 10 })
                    .Route("momentum", "paper", "paper.shadow"));
                test.Engine.Publish(Make.Tick(1, "100"));
                test.Engine.Publish(Make.Signal($"run-{run}", run == 0 ? SignalType.Buy : SignalType.Sell));

                Assert.That(test.Drain().Select(one => one.Type), Is.All.EqualTo(OrderEventType.Filled));
                var position = test.Engine.Positions.GetPositions().Single();
                Assert.That((position.Trader, position.Quantity), Is.EqualTo(("paper", run == 0 ? 10L : 0L)));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task ShouldFillAtThePriceThatStandsWhenTheOrderWouldArrive()
    {
        await using var test = await TestEngine.StartAsync(Topology.Fused, builder => builder
            .AddTrader("zerodha", new CheckedTrader())
            .AddShadow("zerodha", Delayed())
            .Route("momentum", "zerodha.shadow"));
        test.Engine.Publish(Make.Tick(1, "100"));
        test.Engine.Publish(Make.Signal("one"));
        Assert.That(test.Drain().Single().Type, Is.EqualTo(OrderEventType.Placed));
        await test.Engine.ReconcileAsync();
        Assert.That(test.Drain(), Has.Count.EqualTo(1), "it is still on its way");

        test.Engine.Publish(Make.Tick(1, "101"));
        test.Drain();
        test.Clock.Advance(Delay);

        Assert.That(SpinWait.SpinUntil(() => test.Drain().Count == 2, TimeSpan.FromMinutes(1)), Is.True);
        var filled = test.Drain()[1];
        Assert.That((filled.Type, filled.Price), Is.EqualTo((OrderEventType.Filled, (Price?)Price.Parse("101"))));
        Assert.That(test.Sink.Alerts, Is.Empty);
    }

    [Test]
    public async Task ShouldFillAfterARestartWhatWasUnderWay()
    {
        var folder = Directory.CreateTempSubdirectory("tradingengine-shadow-").FullName;
        try
        {
            await using (var test = await StartJournaledAsync(folder))
            {
                test.Engine.Publish(Make.Tick(1, "100"));
                test.Engine.Publish(Make.Signal("one"));
                Assert.That(test.Drain().Single().Type, Is.EqualTo(OrderEventType.Placed));
            }

            await using var next = await StartJournaledAsync(folder);
            var filled = next.Drain().Single();
            Assert.That((filled.Type, filled.Signal.SignalId), Is.EqualTo((OrderEventType.Filled, "one")));
            Assert.That(next.Engine.Positions.GetPositions(), Is.Empty);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Test]
    public async Task ShouldRefuseOnArrivalWhatHasNoPrice()
    {
        await using var test = await TestEngine.StartAsync(Topology.Fused, builder => builder
            .AddTrader("zerodha", new CheckedTrader())
            .AddShadow("zerodha", Delayed())
            .Route("momentum", "zerodha.shadow"));
        test.Engine.Publish(Make.Signal("one"));
        test.Drain();
        test.Clock.Advance(Delay);

        Assert.That(SpinWait.SpinUntil(() => test.Drain().Count == 2, TimeSpan.FromMinutes(1)), Is.True);
        var failed = test.Drain()[1];
        Assert.That((failed.Type, failed.ErrorMessage), Is.EqualTo((OrderEventType.Failed, PaperTrader.PriceRequiredMessage)));
        Assert.That(test.Sink.Alerts, Is.Empty);
        Assert.That(test.Engine.GetOpenOrders(), Is.Empty);
    }

    [Test]
    public async Task ShouldCancelWhatIsUnderWay()
    {
        await using var test = await TestEngine.StartAsync(Topology.Fused, builder => builder
            .AddTrader("zerodha", new CheckedTrader())
            .AddShadow("zerodha", Delayed())
            .Route("momentum", "zerodha.shadow"));
        test.Engine.Publish(Make.Tick(1, "100"));
        test.Engine.Publish(Make.Signal("one"));
        test.Drain();

        Assert.That(test.Engine.CancelAll("momentum"), Is.EqualTo(1));

        Assert.That(SpinWait.SpinUntil(() => test.Drain().Count == 2, TimeSpan.FromMinutes(1)), Is.True);
        Assert.That(test.Drain()[1].Type, Is.EqualTo(OrderEventType.Cancelled));
    }

    [Test]
    public void ShouldHaveANameThatNoOtherTraderHas()
    {
        var builder = new EngineBuilder().AddTrader("paper", new PaperTrader());

        Assert.That(
            () => builder.AddTrader("paper.shadow", new PaperTrader()),
            Throws.ArgumentException.With.Message.Contains("AddShadow"));
        Assert.That(() => builder.AddShadow("kotak"), Throws.ArgumentException.With.Message.Contains("kotak"));
        Assert.That(
            () => builder.AddShadow("paper").AddShadow("paper"),
            Throws.ArgumentException.With.Message.Contains("paper.shadow"));
    }

    [TestCase("live", false, "zerodha")]
    [TestCase("shadow", true, "zerodha.shadow")]
    [TestCase("live", true, "zerodha")]
    [TestCase("none", true, null)]
    public async Task ShouldDecideAboutBoundSignalsWhereAsked(string mode, bool decides, string? expected)
    {
        await using var test = await TestEngine.StartAsync(Topology.Inline, builder => builder
            .AddTrader("paper", new PaperTrader())
            .AddTrader("zerodha", new PaperTrader())
            .AddShadow("zerodha")
            .ConfigureRoutes(routes =>
            {
                routes.Route("momentum", mode switch
                {
                    "live" => ["paper", "zerodha"],
                    "shadow" => ["paper", "zerodha.shadow"],
                    _ => ["paper"],
                });
                if (decides)
                {
                    routes.DecideBoundSignals();
                }
            }));
        test.Engine.Publish(Make.Tick(1, "100"));
        test.Engine.Publish(Make.Signal("one") with { Trader = "zerodha" });
        test.Engine.Publish(Make.Signal("one") with { Trader = "zerodha" });

        Assert.That(test.Drain().Select(one => one.Trader), Is.EqualTo(expected is null ? [] : new[] { expected }));
        Assert.That(test.Count(RejectReason.Duplicate), Is.EqualTo(1), "the second delivery");
    }

    private static ITrader Delayed() => ShadowTrader.Of(
        new CheckedTrader(), new PaperTrader(new PaperTraderOptions { SlippagePercent = 0 }), Delay);

    private static Task<TestEngine> StartJournaledAsync(string folder) => TestEngine.StartAsync(
        Topology.Fused,
        builder => builder
            .AddTrader("zerodha", new CheckedTrader())
            .AddShadow("zerodha", Delayed())
            .UseJournal(folder)
            .Route("momentum", "zerodha.shadow"));

    private sealed class CheckedTrader : ITrader
    {
        private int _executedCount;

        public string? Refusal { get; init; }

        public Exception? Failure { get; init; }

        public int ExecutedCount => Volatile.Read(ref _executedCount);

        public ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _executedCount);
            return new(OrderResult.Failed("was sent"));
        }

        public ValueTask<string?> CheckAsync(Order order, CancellationToken cancellationToken) =>
            Failure is null ? new(Refusal) : throw Failure;
    }
}
