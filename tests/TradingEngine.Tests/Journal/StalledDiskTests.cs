using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Journal;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Journal;

/// <summary>A disk that stands still holds signals back, and nothing else.</summary>
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixture(Topology.Fused)]
[TestFixture(Topology.ThreadPerStage)]
public sealed class StalledDiskTests(Topology topology)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly MemoryJournalFiles _files = new("memory");

    [Test]
    public async Task ShouldLetTicksFlowWhileTheDiskStandsStill()
    {
        using var disk = new ManualResetEventSlim();
        using var isStuck = new ManualResetEventSlim();
        await using var test = await TestEngine.StartAsync(topology, builder =>
        {
            builder.AddTrader("live", new DelegateTrader(_ => OrderResult.Accepted()))
                .AddTrader<PaperTrader>("paper")
                .Route("momentum", "live", "paper")
                .UseJournal("memory");
            builder.JournalFiles = () => _files;
            builder.Options.EgressRingSize = 64;
            builder.Options.RingSize = 256;
        });
        test.Engine.Publish(Make.Tick(1, "100"));
        test.Drain();
        _files.BeforeSync = () =>
        {
            isStuck.Set();
            disk.Wait();
        };
        test.Engine.Publish(Make.Signal("first"));
        Assert.That(isStuck.Wait(Patience));
        var sent = 1;
        var result = PublishResult.Published;
        while (result == PublishResult.Published)
        {
            result = test.Engine.Ingress.TryPublish(Make.Signal($"{sent}"));
            sent += result == PublishResult.Published ? 1 : 0;
        }

        var before = test.Engine.GetStatus().TickCount;
        for (var i = 0; i < 1_000; i++)
        {
            test.Engine.Publish(Make.Tick(1, "101"));
            Assert.That(SpinWait.SpinUntil(() => HasTicks(test, before + i + 1), Patience), $"tick {i}");
        }

        Assert.That(result, Is.EqualTo(PublishResult.RingFull));
        Assert.That(test.Engine.GetStatus().ConflatedTickCount, Is.Zero);
        _files.BeforeSync = null;
        disk.Set();
        var events = test.Drain();
        Assert.That(events.Count(e => e is { Trader: "paper", Type: OrderEventType.Filled }), Is.EqualTo(sent));
        Assert.That(events.Count(e => e is { Trader: "live", Type: OrderEventType.Placed }), Is.EqualTo(sent));
    }

    [Test]
    public async Task ShouldNotSendAnOrderThatStillWaitsForTheDiskAtTheStop()
    {
        using var disk = new ManualResetEventSlim();
        using var isStuck = new ManualResetEventSlim();
        var sent = 0;
        var test = await TestEngine.StartAsync(topology, builder =>
        {
            builder.AddTrader("live", new DelegateTrader(_ =>
                {
                    Interlocked.Increment(ref sent);
                    return OrderResult.Accepted();
                }))
                .RouteOthers("live")
                .UseJournal("memory");
            builder.JournalFiles = () => _files;
            builder.Options.StopTimeout = TimeSpan.Zero;
        });
        _files.BeforeSync = () =>
        {
            isStuck.Set();
            disk.Wait();
        };
        test.Engine.Publish(Make.Signal("first"));
        Assert.That(isStuck.Wait(Patience));

        var stop = test.Engine.StopAsync();
        Assert.That(SpinWait.SpinUntil(() => test.Engine.GetOpenOrders().Count == 0, Patience));
        _files.BeforeSync = null;
        disk.Set();
        await stop;

        Assert.That(sent, Is.Zero);
        Assert.That(test.Engine.GetStatus().Traders[0].EventCounts[OrderEventType.Failed], Is.EqualTo(1));
    }

    /// <summary>Whether the price stage has had so many ticks; those that found the ring full go in with the next look.</summary>
    private static bool HasTicks(TestEngine test, long count)
    {
        test.Engine.Ingress.Flush();
        return test.Engine.GetStatus().TickCount == count;
    }
}
