using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Ingress;

[TestFixture]
public sealed class IngressPortTests
{
    private static IEnumerable<TestCaseData> BadTicks()
    {
        yield return new(Make.Tick(1, "0"), PublishResult.InvalidPrice);
        yield return new(Make.Tick(1, "-1"), PublishResult.InvalidPrice);
        yield return new(Make.Tick(0, "1"), PublishResult.InvalidInstrument);
        yield return new(Make.Tick(-5, "1"), PublishResult.InvalidInstrument);
        yield return new(Make.Tick(1, "1", quantity: -1), PublishResult.InvalidQuantity);
        yield return new(new MarketTick(1, Price.Parse("1"), 1, default), PublishResult.InvalidTimestamp);
    }

    private static IEnumerable<TestCaseData> BadSignals()
    {
        var good = Make.Signal("a");
        yield return new(good with { SignalId = "" }, PublishResult.InvalidText);
        yield return new(good with { StrategyId = new string('s', 257) }, PublishResult.InvalidText);
        yield return new(good with { Type = (SignalType)9 }, PublishResult.InvalidType);
        yield return new(good with { InstrumentToken = 0 }, PublishResult.InvalidInstrument);
        yield return new(good with { Quantity = 0 }, PublishResult.InvalidQuantity);
        yield return new(good with { Quantity = -10 }, PublishResult.InvalidQuantity);
        yield return new(good with { Quantity = TradingSignal.QuantityMax + 1 }, PublishResult.InvalidQuantity);
        yield return new(good with { Price = Price.FromRaw(-1) }, PublishResult.InvalidPrice);
        yield return new(good with { Timestamp = default }, PublishResult.InvalidTimestamp);
    }

    [TestCaseSource(nameof(BadTicks))]
    public async Task ShouldRefuseAndCountABadTick(MarketTick tick, PublishResult result)
    {
        await using var test = await Start();

        Assert.That(test.Engine.Publish(tick), Is.EqualTo(result));
        Assert.That(test.Engine.Ingress.Publish([tick, Make.Tick(2, "7"), tick]), Is.EqualTo(2));
        test.Drain();
        Assert.That(test.Engine.GetStatus().RefusedTickCount, Is.EqualTo(3));
        Assert.That(test.Engine.GetStatus().TickCount, Is.EqualTo(1));
    }

    [TestCaseSource(nameof(BadSignals))]
    public async Task ShouldRefuseAndCountABadSignal(TradingSignal signal, PublishResult result)
    {
        await using var test = await Start();
        test.Engine.Publish(Make.Tick(1, "7"));

        Assert.That(test.Engine.Publish(signal), Is.EqualTo(result));
        Assert.That(test.Engine.Publish(Make.Signal("good")), Is.EqualTo(PublishResult.Published));
        Assert.That(test.Count(RejectReason.Invalid), Is.EqualTo(1));
        Assert.That(test.Drain(), Has.Count.EqualTo(1));
    }

    [Test]
    public async Task ShouldRefuseTicksOfMoreInstrumentsThanItWasBuiltFor()
    {
        await using var test = await Start(options => options.InstrumentCapacity = 2);

        Assert.That(test.Engine.Publish(Make.Tick(1, "1")), Is.EqualTo(PublishResult.Published));
        Assert.That(test.Engine.Publish(Make.Tick(2, "1")), Is.EqualTo(PublishResult.Published));
        Assert.That(test.Engine.Publish(Make.Tick(3, "1")), Is.EqualTo(PublishResult.InstrumentLimit));
        Assert.That(test.Engine.Publish(Make.Tick(1, "2")), Is.EqualTo(PublishResult.Published));
    }

    [Test]
    public async Task ShouldNotLetSignalsUseUpTheInstruments()
    {
        await using var test = await Start(options => options.InstrumentCapacity = 1);
        for (var token = 1; token <= 10; token++)
        {
            test.Engine.Publish(Make.Signal($"{token}", token: token));
        }

        Assert.That(test.Engine.Publish(Make.Tick(99, "1")), Is.EqualTo(PublishResult.Published));
    }

    [Test]
    public async Task ShouldThrowAtASecondPublisher()
    {
        Exception? caught = null;
        Engine? engine = null;
        await using var test = await TestEngine.StartAsync(Topology.Inline, builder => builder
            .AddTrader("re-entrant", new InlineDelegateTrader(_ =>
            {
                caught = Assert.Throws<InvalidOperationException>(() => engine!.Publish(Make.Tick(1, "1")));
                return OrderResult.Accepted();
            }))
            .RouteOthers("re-entrant"));
        engine = test.Engine;
        engine.Publish(Make.Signal("a"));

        Assert.That(caught!.Message, Does.Contain("Producers.Many"));
        Assert.That(engine.Publish(Make.Tick(1, "1")), Is.EqualTo(PublishResult.Published));
    }

    [TestCase(Topology.Fused)]
    [TestCase(Topology.ThreadPerStage)]
    public async Task ShouldTakeEventsOfManyThreads(Topology topology)
    {
        const int threadCount = 4;
        const int roundCount = 2_000;
        await using var test = await Start(
            options =>
            {
                options.Producers = Producers.Many;
                options.TickOverflow = TickOverflow.Wait;
                options.RingSize = 256;
            },
            topology);
        var threads = Enumerable.Range(1, threadCount).Select(id => new Thread(() =>
        {
            var batch = Enumerable.Range(1, 10).Select(i => Make.Tick(id, $"{i}")).ToArray();
            for (var round = 0; round < roundCount; round++)
            {
                test.Engine.Ingress.Publish(batch);
                test.Engine.Publish(Make.Tick(id, $"{round + 1}"));
                test.Engine.Publish(Make.Signal($"{id}/{round}", token: id));
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());

        var fills = test.Drain();

        Assert.That(test.Engine.GetStatus().TickCount, Is.EqualTo(threadCount * roundCount * 11));
        Assert.That(fills, Has.Count.EqualTo(threadCount * roundCount));
        foreach (var fill in fills)
        {
            // Each thread has its own instrument, so its signal must have found its own newest price.
            var round = int.Parse(fill.Signal.SignalId.Split('/')[1]);
            Assert.That(fill.Price, Is.EqualTo(Price.FromDecimal(round + 1)));
        }
    }

    private static Task<TestEngine> Start(Action<EngineOptions>? configure = null, Topology topology = Topology.Fused) =>
        TestEngine.StartAsync(topology, builder => builder
            .AddTrader("paper", new PaperTrader(new PaperTraderOptions { SlippagePercent = 0 }))
            .RouteOthers("paper")
            .Configure(configure ?? (_ => { })));
}
