using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests;

/// <summary>After warm-up a tick and a paper fill allocate nothing. Counted, and the alarm is shown to work.</summary>
[TestFixture]
[NonParallelizable]
public sealed class AllocationTests
{
    private const int WarmUpCount = 20_000;
    private const int TickCount = 100_000;
    private const int FillCount = 20_000;
    private const int RoundCount = 5;

    /// <summary>What the test host's own threads may allocate meanwhile; one byte per tick would be more.</summary>
    private const long HostNoiseBytes = 64 * 1024;

    [Test]
    public async Task ShouldAllocateNothingPerTick()
    {
        await using var test = await Start(Topology.Inline, new NullSink());
        PublishTicks(test, WarmUpCount);

        Assert.That(AllocatedByThisThread(() => PublishTicks(test, TickCount)), Is.Zero);
    }

    [Test]
    public async Task ShouldAllocateNothingPerBatchOfTicks()
    {
        await using var test = await Start(Topology.Inline, new NullSink());
        var batch = Enumerable.Range(1, 200).Select(i => Make.Tick(1 + (i % 20), "7")).ToArray();
        test.Engine.Ingress.Publish(batch);

        Assert.That(AllocatedByThisThread(() => test.Engine.Ingress.Publish(batch)), Is.Zero);
    }

    [Test]
    public async Task ShouldAllocateNothingPerPaperFill()
    {
        await using var test = await Start(Topology.Inline, new NullSink());
        PublishTicks(test, 100);
        PublishSignals(test, MakeSignals("warm", WarmUpCount));
        var signals = MakeSignals("measured", FillCount);

        Assert.That(AllocatedByThisThread(() => PublishSignals(test, signals)), Is.Zero);
        Assert.That(test.Engine.GetStatus().OrderEventCount, Is.EqualTo(WarmUpCount + FillCount));
    }

    [Test]
    public async Task ShouldAllocateNothingPerWrittenLine()
    {
        using var sink = new JsonLinesSink(Stream.Null);
        await using var test = await Start(Topology.Inline, sink);
        PublishTicks(test, 100);
        PublishSignals(test, MakeSignals("warm", WarmUpCount));
        var signals = MakeSignals("measured", FillCount);

        Assert.That(AllocatedByThisThread(() => PublishSignals(test, signals)), Is.Zero);
    }

    [TestCase(Topology.Fused)]
    [TestCase(Topology.ThreadPerStage)]
    public async Task ShouldAllocateNothingOnAnyThread(Topology topology)
    {
        await using var test = await Start(topology, new NullSink());
        PublishTicks(test, WarmUpCount);
        PublishSignals(test, MakeSignals("warm", WarmUpCount));
        test.Drain();

        // What the engine allocates per event it allocates in every round; what the test host does comes and goes.
        var least = long.MaxValue;
        for (var round = 0; round < RoundCount; round++)
        {
            var signals = MakeSignals($"measured-{round}", FillCount);
            least = Math.Min(least, AllocatedByAllThreads(() =>
            {
                PublishTicks(test, TickCount);
                PublishSignals(test, signals);
                test.Drain();
            }));
        }

        Assert.That(least, Is.LessThan(HostNoiseBytes));
    }

    [Test]
    public async Task ShouldRaiseTheAlarmWhenSomethingAllocates()
    {
        await using var test = await Start(Topology.Inline, new AllocatingSink());
        PublishTicks(test, 100);
        PublishSignals(test, MakeSignals("warm", 1_000));
        var signals = MakeSignals("measured", 1_000);

        Assert.That(AllocatedByThisThread(() => PublishSignals(test, signals)), Is.GreaterThanOrEqualTo(1_000 * 24));
        Assert.That(AllocatedByAllThreads(() => GC.KeepAlive(new byte[HostNoiseBytes])), Is.GreaterThan(HostNoiseBytes));
    }

    private static long AllocatedByThisThread(Action action)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        action();
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    private static long AllocatedByAllThreads(Action action)
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);
        action();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    private static void PublishTicks(TestEngine test, int count)
    {
        for (var i = 0; i < count; i++)
        {
            test.Engine.Publish(new MarketTick(1 + (i % 20), Price.FromRaw(700_000_000 + i), 1, Make.Time));
        }
    }

    private static void PublishSignals(TestEngine test, TradingSignal[] signals)
    {
        foreach (var signal in signals)
        {
            test.Engine.Publish(signal);
        }
    }

    private static TradingSignal[] MakeSignals(string prefix, int count) =>
        [.. Enumerable.Range(0, count).Select(i => Make.Signal(
            $"{prefix}-{i}", i % 3 == 0 ? SignalType.Sell : SignalType.Buy, 1 + (i % 20), 1 + (i % 50), $"s{i % 5}"))];

    private static Task<TestEngine> Start(Topology topology, IOrderEventSink sink) =>
        TestEngine.StartAsync(topology, builder =>
        {
            builder.AddTrader<PaperTrader>("paper").RouteOthers("paper").AddSink(sink);
            builder.Options.TickOverflow = TradingEngine.Ingress.TickOverflow.Wait;
        }, keepsEvents: false);

    private sealed class NullSink : IOrderEventSink
    {
        public void Publish(in OrderEvent orderEvent)
        {
        }

        public void Publish(Alert alert)
        {
        }
    }

    private sealed class AllocatingSink : IOrderEventSink
    {
        private object? _last;

        public void Publish(in OrderEvent orderEvent) => _last = new object();
    }
}
