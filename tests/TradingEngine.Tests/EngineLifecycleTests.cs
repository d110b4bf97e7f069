using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests;

[TestFixture(Topology.Inline)]
[TestFixture(Topology.Fused)]
[TestFixture(Topology.ThreadPerStage)]
public sealed class EngineLifecycleTests(Topology topology)
{
    [Test]
    public async Task ShouldTakeNothingBeforeTheStartAndAfterTheStop()
    {
        var engine = new EngineBuilder().AddTrader<PaperTrader>("paper").RouteOthers("paper")
            .Configure(options => options.Topology = topology).Build();
        Assert.That(engine.Publish(Make.Tick(1, "7")), Is.EqualTo(PublishResult.NotRunning));
        Assert.That(engine.Publish(Make.Signal("a")), Is.EqualTo(PublishResult.NotRunning));

        await engine.StartAsync();
        Assert.That(engine.Publish(Make.Tick(1, "7")), Is.EqualTo(PublishResult.Published));
        await engine.StopAsync();

        Assert.That(engine.Publish(Make.Tick(1, "7")), Is.EqualTo(PublishResult.NotRunning));
        Assert.That(engine.Publish(Make.Signal("a")), Is.EqualTo(PublishResult.NotRunning));
        Assert.That(engine.GetStatus().TickCount, Is.EqualTo(1));
        Assert.That(engine.State, Is.EqualTo(EngineState.Stopped));
        await Assert.ThatAsync(() => engine.StartAsync(), Throws.InvalidOperationException);
        await engine.StopAsync();
    }

    [Test]
    public async Task ShouldWorkOffEverythingBeforeItStops()
    {
        await using var test = await StartPaper();
        test.Engine.Publish(Make.Tick(1, "7"));
        for (var i = 0; i < 20_000; i++)
        {
            Assert.That(test.Engine.Publish(Make.Signal($"{i}")), Is.EqualTo(PublishResult.Published));
        }

        await test.Engine.StopAsync();

        Assert.That(test.Sink.Count, Is.EqualTo(20_000));
        Assert.That(test.Engine.Positions.GetPositions().Single().Quantity, Is.EqualTo(200_000));
    }

    [Test]
    public async Task ShouldGiveEachPublishedSignalItsEventWhileSomeoneStops()
    {
        await using var test = await StartPaper(builder => builder.Options.RingSize = 64);
        test.Engine.Publish(Make.Tick(1, "7"));
        var published = 0;
        var isWarm = new ManualResetEventSlim();
        var publisher = new Thread(() =>
        {
            while (test.Engine.Publish(Make.Signal($"{published}")) == PublishResult.Published)
            {
                if (++published == 1_000)
                {
                    isWarm.Set();
                }
            }
        });
        publisher.Start();
        Assert.That(isWarm.Wait(TimeSpan.FromMinutes(1)));
        await test.Engine.StopAsync();
        publisher.Join();

        Assert.That(test.Sink.Count, Is.EqualTo(published));
    }

    [Test]
    public async Task ShouldStartWithoutATraderThatFailsToInitialise()
    {
        var broken = new DelegateTrader(_ => OrderResult.Accepted())
        {
            Initialize = _ => throw new InvalidOperationException("no session"),
        };
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("broken", broken)
            .AddTrader<PaperTrader>("paper")
            .RouteOthers("broken", "paper"));
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("a"));

        var events = test.Drain();

        Assert.That(events.Select(e => (e.Trader, e.Type)), Is.EquivalentTo(new[]
        {
            ("broken", OrderEventType.Failed), ("paper", OrderEventType.Filled),
        }));
        Assert.That(events.Single(e => e.Trader == "broken").ErrorMessage, Does.Contain("no session"));
        Assert.That(test.Sink.Alerts.Single().Kind, Is.EqualTo(AlertKind.TraderNotInitialized));
        Assert.That(
            test.Engine.GetStatus().Traders.Select(trader => trader.State),
            Is.EqualTo(new[] { TraderState.NotInitialized, TraderState.Ready }));
    }

    [Test]
    public async Task ShouldNotWaitForATraderThatNeverInitialises()
    {
        var never = new DelegateTrader(_ => OrderResult.Accepted())
        {
            Initialize = token => new ValueTask(Task.Delay(Timeout.Infinite, token)),
        };
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("never", never)
            .RouteOthers("never")
            .Configure(options => options.InitializationTimeout = TimeSpan.FromMilliseconds(1)));

        Assert.That(test.Engine.GetStatus().Traders[0].State, Is.EqualTo(TraderState.NotInitialized));
    }

    [Test]
    public async Task ShouldShutEveryTraderDownAndReportThoseThatFail()
    {
        var bad = new DelegateTrader(_ => OrderResult.Accepted()) { Shutdown = _ => throw new IOException("gone") };
        var good = new DelegateTrader(_ => OrderResult.Accepted());
        await using var test = await TestEngine.StartAsync(
            topology, builder => builder.AddTrader("bad", bad).AddTrader("good", good));

        await test.Engine.StopAsync();

        Assert.That((bad.ShutdownCount, good.ShutdownCount), Is.EqualTo((1, 1)));
        var alert = test.Sink.Alerts.Single();
        Assert.That((alert.Kind, alert.Source), Is.EqualTo((AlertKind.TraderShutdownFailed, "bad")));
    }

    [Test]
    public async Task ShouldKeepServingTheOtherSinksWhenOneThrows()
    {
        var bad = new ThrowingSink();
        await using var test = await StartPaper(builder => builder.AddSink(bad));
        test.Engine.Publish(Make.Tick(1, "7"));
        for (var i = 0; i < 10; i++)
        {
            test.Engine.Publish(Make.Signal($"{i}"));
        }

        Assert.That(test.Drain(), Has.Count.EqualTo(10));
        Assert.That(bad.CallCount, Is.EqualTo(10));
        Assert.That(test.Engine.GetStatus().SinkFailureCount, Is.GreaterThanOrEqualTo(10));
        Assert.That(test.Sink.Alerts.Count(alert => alert.Kind == AlertKind.SinkFailed), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldStopInTimeThoughASinkHangs()
    {
        using var hanging = new HangingSink();
        var test = await StartPaper(builder =>
        {
            builder.AddSink(hanging).Configure(options =>
            {
                options.EgressRingSize = 2;
                options.RingSize = 8;
                options.StopTimeout = TimeSpan.Zero;
            });
        });
        if (topology == Topology.Inline)
        {
            // The publisher itself is in the sink then, and nobody can take it out.
            hanging.Open();
        }

        test.Engine.Publish(Make.Tick(1, "7"));
        var publisher = new Thread(() =>
        {
            for (var i = 0; i < 100 && test.Engine.Publish(Make.Signal($"{i}")) == PublishResult.Published; i++)
            {
            }
        });
        publisher.Start();
        Assert.That(hanging.WaitUntilEntered());
        await test.Engine.StopAsync();
        publisher.Join();

        Assert.That(test.Engine.State, Is.EqualTo(EngineState.Stopped));
        hanging.Open();
    }

    private Task<TestEngine> StartPaper(Action<EngineBuilder>? configure = null) =>
        TestEngine.StartAsync(topology, builder =>
        {
            builder.AddTrader<PaperTrader>("paper").RouteOthers("paper");
            configure?.Invoke(builder);
        });

    private sealed class ThrowingSink : IOrderEventSink
    {
        public int CallCount { get; private set; }

        public void Publish(in OrderEvent orderEvent)
        {
            CallCount++;
            throw new IOException("disk full");
        }
    }

    private sealed class HangingSink : IOrderEventSink, IDisposable
    {
        private readonly ManualResetEventSlim _gate = new();
        private readonly ManualResetEventSlim _entered = new();

        public bool WaitUntilEntered() => _entered.Wait(TimeSpan.FromMinutes(1));

        public void Open() => _gate.Set();

        public void Publish(in OrderEvent orderEvent)
        {
            _entered.Set();
            _gate.Wait();
        }

        public void Dispose()
        {
            _gate.Dispose();
            _entered.Dispose();
        }
    }
}
