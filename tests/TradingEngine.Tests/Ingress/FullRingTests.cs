using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;

namespace TradingEngine.Tests.Ingress;

/// <summary>What happens when the ring is full: signals wait, ticks conflate or wait.</summary>
[TestFixture(Topology.Fused, Producers.One)]
[TestFixture(Topology.ThreadPerStage, Producers.One)]
[TestFixture(Topology.Fused, Producers.Many)]
public sealed class FullRingTests(Topology topology, Producers producers)
{
    private const int RingSize = 8;

    private readonly ManualResetEventSlim _gate = new();
    private readonly ManualResetEventSlim _entered = new();

    [SetUp]
    public void Close()
    {
        _gate.Reset();
        _entered.Reset();
    }

    [OneTimeTearDown]
    public void Dispose()
    {
        _gate.Dispose();
        _entered.Dispose();
    }

    [Test]
    public async Task ShouldConflateTicksPerInstrumentAndKeepTheNewest()
    {
        await using var test = await Start(TickOverflow.Conflate);
        Stall(test);
        var deferred = 0;
        for (var i = 1; i <= 1_000; i++)
        {
            deferred += test.Engine.Publish(Make.Tick(1, $"{i}")) == PublishResult.Deferred ? 1 : 0;
            deferred += test.Engine.Publish(Make.Tick(2, $"{i}.5")) == PublishResult.Deferred ? 1 : 0;
        }

        _gate.Set();
        test.Drain();

        var status = test.Engine.GetStatus();
        Assert.That(deferred, Is.GreaterThanOrEqualTo(2_000 - RingSize));
        Assert.That(status.ConflatedTickCount, Is.EqualTo(deferred - 2));
        Assert.That(status.TickCount + status.ConflatedTickCount, Is.EqualTo(2_001));
        Assert.That(test.Engine.LastPrice(1), Is.EqualTo(Price.Parse("1000")));
        Assert.That(test.Engine.LastPrice(2), Is.EqualTo(Price.Parse("1000.5")));
    }

    [Test]
    public async Task ShouldNotLetASignalOvertakeADeferredTick()
    {
        await using var test = await Start(TickOverflow.Conflate);
        Stall(test);
        for (var i = 1; i <= 100; i++)
        {
            test.Engine.Publish(Make.Tick(1, $"{i}"));
        }

        // This one waits for room; the gate opens from another thread once the stages were seen to stand.
        var opener = new Thread(_gate.Set);
        opener.Start();
        Assert.That(test.Engine.Publish(Make.Signal("after")), Is.EqualTo(PublishResult.Published));
        opener.Join();
        test.Engine.Publish(Make.Tick(1, "5000"));

        var fill = test.Drain().Single(e => e.Signal.SignalId == "after");
        Assert.That(fill.Price, Is.EqualTo(Price.Parse("100")));
    }

    [Test]
    public async Task ShouldLetSignalsWaitAndLoseNone()
    {
        await using var test = await Start(TickOverflow.Conflate);
        Stall(test);
        var publisher = new Thread(() =>
        {
            for (var i = 0; i < 500; i++)
            {
                test.Engine.Publish(Make.Signal($"{i}"));
            }
        });
        publisher.Start();
        SpinWait.SpinUntil(() => test.Engine.GetStatus().Ring.Used == RingSize, TimeSpan.FromMinutes(1));
        Assert.That(test.Engine.Ingress.PublishedSignalCount, Is.LessThanOrEqualTo(RingSize + 1));

        _gate.Set();
        publisher.Join();

        var ids = test.Drain().Select(e => e.Signal.SignalId);
        Assert.That(ids, Is.EqualTo(Enumerable.Range(0, 500).Select(i => $"{i}").Prepend("stall")));
    }

    [Test]
    public async Task ShouldTellASourceThatDoesNotWaitThatTheRingIsFull()
    {
        await using var test = await Start(TickOverflow.Conflate);
        Stall(test);
        var published = 0;
        PublishResult result;
        while ((result = test.Engine.Ingress.TryPublish(Make.Signal($"{published}"))) == PublishResult.Published)
        {
            published++;
        }

        Assert.That(result, Is.EqualTo(PublishResult.RingFull));
        Assert.That(published, Is.LessThan(RingSize));
        _gate.Set();
        Assert.That(test.Drain(), Has.Count.EqualTo(published + 1));
        Assert.That(test.Engine.Ingress.TryPublish(Make.Signal("later")), Is.EqualTo(PublishResult.Published));
    }

    [Test]
    public async Task ShouldLetTicksWaitWhereThePolicySaysSo()
    {
        await using var test = await Start(TickOverflow.Wait);
        Stall(test);
        var publisher = new Thread(() =>
        {
            for (var i = 1; i <= 500; i++)
            {
                test.Engine.Publish(Make.Tick(1, $"{i}"));
            }
        });
        publisher.Start();
        SpinWait.SpinUntil(() => test.Engine.GetStatus().Ring.Used == RingSize, TimeSpan.FromMinutes(1));
        _gate.Set();
        publisher.Join();
        test.Drain();

        Assert.That(test.Engine.GetStatus().TickCount, Is.EqualTo(501));
        Assert.That(test.Engine.GetStatus().ConflatedTickCount, Is.Zero);
    }

    [Test]
    public async Task ShouldPublishDeferredTicksBeforeItStops()
    {
        await using var test = await Start(TickOverflow.Conflate);
        Stall(test);
        for (var i = 1; i <= 100; i++)
        {
            test.Engine.Publish(Make.Tick(1, $"{i}"));
        }

        _gate.Set();
        await test.Engine.StopAsync();

        Assert.That(test.Engine.LastPrice(1), Is.EqualTo(Price.Parse("100")));
    }

    [Test]
    public async Task ShouldDeferWhatIsLeftOfABatch()
    {
        await using var test = await Start(TickOverflow.Conflate);
        Stall(test);
        var ticks = Enumerable.Range(1, 1_000).Select(i => Make.Tick(1 + (i % 50), $"{i}")).ToArray();

        Assert.That(test.Engine.Ingress.Publish(ticks), Is.Zero);
        Assert.That(test.Engine.Ingress.Flush(), Is.EqualTo(50));
        _gate.Set();
        test.Drain();

        Assert.That(test.Engine.LastPrice(50), Is.EqualTo(Price.Parse("999")));
        Assert.That(test.Engine.LastPrice(1), Is.EqualTo(Price.Parse("1000")));
    }

    /// <summary>Brings the dispatching stage to a stand in the middle of a signal.</summary>
    private void Stall(TestEngine test)
    {
        test.Engine.Publish(Make.Tick(1, "0.5"));
        test.Engine.Publish(Make.Signal("stall"));
        Assert.That(_entered.Wait(TimeSpan.FromMinutes(1)));
    }

    private Task<TestEngine> Start(TickOverflow overflow) => TestEngine.StartAsync(topology, builder => builder
        .AddTrader("gate", new InlineDelegateTrader(order =>
        {
            _entered.Set();
            _gate.Wait();
            return OrderResult.Filled(order.Quantity, order.LastPrice!.Value, 0);
        }))
        .RouteOthers("gate")
        .Configure(options =>
        {
            options.RingSize = RingSize;
            options.Producers = producers;
            options.TickOverflow = overflow;
        }));
}
