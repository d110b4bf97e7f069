using TradingEngine.Kafka.Tests.Support;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Takeover;

/// <summary>Partitions move between engines that know nothing of each other but the order topics.</summary>
/// <remarks>Every signal has one fill at the broker, by its id and by its message: nothing is executed again.</remarks>
[Parallelizable]
[TestFixture(ConsumerGroupProtocol.Classic)]
[TestFixture(ConsumerGroupProtocol.Consumer)]
public sealed class TakeoverTests(ConsumerGroupProtocol protocol)
{
    [Test]
    public async Task ShouldCountNothingTwiceWhenPartitionsComeBack()
    {
        using var rig = MakeRig();
        using var journals = new Journals();
        var load = new Load(rig);
        await using var first = await RunningEngine.StartAsync(rig.Options, journals.Of("first"));
        first.WaitForPartitions(KafkaRig.SignalPartitionCount);
        for (var round = 0; round < 2; round++)
        {
            load.Send(120);
            await using (var second = await RunningEngine.StartAsync(rig.Options, journals.Of("second")))
            {
                second.WaitForPartitions(KafkaRig.SignalPartitionCount / 2);
                rig.SendTick(Make.Tick(1, $"{96 + round}"));
                load.Send(120);
            }

            first.WaitForPartitions(KafkaRig.SignalPartitionCount);
        }

        first.WaitUntil(load.IsCommitted, "a commit of all");

        OrderPost.AssertFilledOnce(rig, load.Count);
        OrderPost.AssertHoldsAll(first, rig);
    }

    [Test]
    public async Task ShouldKnowItsOwnOrdersAfterARestart()
    {
        using var rig = MakeRig();
        using var journals = new Journals();
        var load = new Load(rig);
        load.Send(60);
        await using (var first = await RunningEngine.StartAsync(rig.Options, journals.Of("own")))
        {
            first.WaitUntil(load.IsCommitted, "a commit of all");
        }

        OrderPost.Send(rig, OrderPost.Event("elsewhere", OrderEventType.Filled));
        await using var again = await RunningEngine.StartAsync(rig.Options, journals.Of("own"));
        again.WaitForPartitions(KafkaRig.SignalPartitionCount);
        again.WaitUntil(() => again.Engine.Positions.GetPositions().Sum(each => each.FillCount) == 61, "the fold of all");
        OrderPost.AssertHoldsAll(again, rig);
    }

    /// <summary>What arrives after the reading is read with the next partitions, as far as it is news.</summary>
    [Test]
    public async Task ShouldAdoptLaterWhatArrivesLate()
    {
        using var rig = MakeRig();
        await using var first = await RunningEngine.StartAsync(rig.Options);
        first.WaitForPartitions(KafkaRig.SignalPartitionCount);
        rig.SendSignals(Make.Signal("own", strategy: "own"));
        first.WaitForEvents(1);
        OrderPost.Send(rig, OrderPost.Event("own", OrderEventType.Filled, quantity: 10, price: "1"));
        OrderPost.Send(rig, OrderPost.Event("late", OrderEventType.Filled, quantity: 7));
        await using (var second = await RunningEngine.StartAsync(rig.Options))
        {
            second.WaitForPartitions(KafkaRig.SignalPartitionCount / 2);
        }

        first.WaitForPartitions(KafkaRig.SignalPartitionCount);
        rig.SendSignals(Make.Signal("late"), Make.Signal("next", strategy: "own"));
        first.WaitForEvents(2);
        first.WaitUntilIdle();
        Assert.That(
            first.Engine.Positions.GetPositions().Select(each => (each.StrategyId, each.Quantity, each.Cost)),
            Is.EquivalentTo([("own", 20L, 1907m), ("momentum", 7L, 350m)]));
    }

    private KafkaRig MakeRig()
    {
        var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(protocol);
        if (protocol == ConsumerGroupProtocol.Classic)
        {
            rig.Options.Consumer["session.timeout.ms"] = "2000";
        }

        rig.SendTick(Make.Tick(1, "95.35"));
        return rig;
    }
}
