using TradingEngine.Kafka.Tests.Support;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;

namespace TradingEngine.Kafka.Tests.Feed;

/// <summary>The ring is full because a trader blocks: signals wait, ticks conflate, the group is served.</summary>
[Parallelizable]
[TestFixture]
public sealed class RingFullTests
{
    [TestCase(true)]
    [TestCase(false)]
    public async Task ShouldHoldSignalsAndGoOnPolling(bool hasRoomBeforeTheOtherLeaves)
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.RevokeTimeout = TimeSpan.Zero;
        rig.SendTick(Make.Tick(1, "95.35"));
        using var gate = new ManualResetEventSlim();
        var trader = new InlineDelegateTrader(order =>
        {
            gate.Wait();
            return OrderResult.Filled(order.Quantity, Price.FromDecimal(1), 0);
        });
        await using var engine = await RunningEngine.StartAsync(
            rig.Options,
            builder => builder.AddTrader("paper", trader).RouteOthers("paper")
                .Configure(options => options.RingSize = 4),
            hasPaper: false);
        var load = new Load(rig);
        load.Send(30);
        engine.WaitUntil(() => engine.Status.IsPaused, "a pause");
        for (var i = 0; i < 50; i++)
        {
            rig.SendTick(Make.Tick(1, $"{100 + i}"));
        }

        engine.WaitUntil(() => engine.Status.TickMessageCount == 51, "ticks");
        engine.WaitUntil(() => engine.Engine.GetStatus().ConflatedTickCount > 40, "conflated ticks");

        // A second engine gets its half: the first is polled, though its ring is full.
        await using (var second = await RunningEngine.StartAsync(rig.Options))
        {
            second.WaitForPartitions(3);
            if (hasRoomBeforeTheOtherLeaves)
            {
                // The partitions that come back were paused when they went, and nobody resumed them meanwhile.
                gate.Set();
                engine.WaitUntil(() => !engine.Status.IsPaused, "an end of the pause");
            }
        }

        gate.Set();
        load.Send(30);
        engine.WaitUntil(load.IsCommitted, "a commit of all");
        load.AssertFilledOnce();
    }
}
