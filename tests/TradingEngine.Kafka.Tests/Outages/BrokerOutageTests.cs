using TradingEngine.Diagnostics;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Outages;

/// <summary>Brokers go away and come back; the engine says so and goes on by itself.</summary>
[Parallelizable]
[TestFixture]
public sealed class BrokerOutageTests
{
    [TestCase(1, ConsumerGroupProtocol.Classic)]
    [TestCase(1, ConsumerGroupProtocol.Consumer)]
    [TestCase(3, ConsumerGroupProtocol.Consumer)]
    public async Task ShouldGoOnWhenTheBrokersAreBack(int brokerCount, ConsumerGroupProtocol protocol)
    {
        using var rig = new KafkaRig(brokerCount);
        rig.Options = rig.MakeOptions(protocol);
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        var load = new Load(rig);
        load.Send(300);
        engine.WaitForEvents(50);
        rig.Kafka.SetAllDown();
        engine.WaitUntil(() => !engine.Status.IsConnected, "a lost connection");
        engine.WaitUntil(() => engine.HasAlert(AlertKind.ConnectionLost), "an alert");
        rig.Kafka.SetAllUp();
        engine.WaitUntil(() => engine.Status.IsConnected, "a connection");
        engine.WaitUntil(() => engine.HasAlert(AlertKind.ConnectionRestored), "an alert");
        load.Send(300);
        rig.SendTick(Make.Tick(1, "96"));

        engine.WaitForTicks(2);
        engine.WaitUntil(load.IsCommitted, "a commit of all");
        load.AssertFilledOnce();
    }

    [Test]
    public async Task ShouldLoseNothingWhileLeadersAndTheCoordinatorMove()
    {
        using var rig = new KafkaRig(3);
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        var load = new Load(rig);
        for (var broker = 1; broker <= 3; broker++)
        {
            load.Send(100);
            for (var i = 0; i < KafkaRig.SignalPartitionCount; i++)
            {
                rig.Kafka.MoveLeader(KafkaRig.SignalTopic, i, broker);
                rig.Kafka.MoveLeader("paper.orders.filled", i % 3, broker);
            }

            rig.Kafka.MoveCoordinator(rig.Options.GroupId, broker);
            load.Send(100);
        }

        engine.WaitUntil(load.IsCommitted, "a commit of all");
        load.AssertFilledOnce();
    }

    [Test]
    public async Task ShouldHoldSignalsWhileOrderTopicsAreAwayAndTakeTicks()
    {
        using var rig = new KafkaRig(2);
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.SignalsInFlightMax = 50;
        LeadOrdersFromBroker2(rig);
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitForPartitions(KafkaRig.SignalPartitionCount);
        var load = new Load(rig);
        rig.Kafka.SetDown(2);
        load.Send(200);
        engine.WaitUntil(() => engine.Status.IsPaused, "a pause");
        for (var i = 0; i < 50; i++)
        {
            rig.SendTick(Make.Tick(1, $"{100 + i}"));
        }

        engine.WaitForTicks(51);
        Assert.That(engine.Status.SignalsInFlight, Is.InRange(50, 56), "one more for each partition");
        Assert.That(rig.CommittedOffsets().Sum(offset => Math.Max(0, offset)), Is.Zero);
        rig.Kafka.SetUp(2);

        engine.WaitUntil(load.IsCommitted, "a commit of all");
        Assert.That(engine.Status.IsPaused, Is.False);
        load.AssertFilledOnce();
    }

    private static void LeadOrdersFromBroker2(KafkaRig rig)
    {
        for (var i = 0; i < 12; i++)
        {
            rig.Kafka.MoveLeader(TopicNames.MarketTicks, i, 1);
        }

        for (var i = 0; i < KafkaRig.SignalPartitionCount; i++)
        {
            rig.Kafka.MoveLeader(KafkaRig.SignalTopic, i, 1);
        }

        for (var i = 0; i < 3; i++)
        {
            rig.Kafka.MoveLeader("paper.orders.filled", i, 2);
        }

        rig.Kafka.MoveCoordinator(rig.Options.GroupId, 1);
    }
}
