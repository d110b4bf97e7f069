using Confluent.Kafka;
using TradingEngine.Diagnostics;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Outages;

/// <summary>Producing fails in every way; every event arrives, with the id that it had.</summary>
[Parallelizable]
[TestFixture]
public sealed class ProducerFailureTests
{
    [TestCase(ErrorCode.OutOfOrderSequenceNumber, true)]
    [TestCase(ErrorCode.TopicAuthorizationFailed, true)]
    [TestCase(ErrorCode.NotEnoughReplicas, false)]
    [TestCase(ErrorCode.NotLeaderForPartition, false)]
    [TestCase(ErrorCode.RequestTimedOut, false)]
    [TestCase(ErrorCode.Local_Transport, false)]
    public async Task ShouldDeliverEverythingAfterAnError(ErrorCode code, bool isMadeAnew)
    {
        using var rig = MakeRig();
        var load = new Load(rig);
        load.Send(300);

        // The signals wait at the broker, so only the engine's producers meet the errors.
        rig.Kafka.InjectErrors(KafkaApi.Produce, ErrorCode.NoError, code, code, ErrorCode.NoError, code);
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitUntil(load.IsCommitted, "a commit of all");

        load.AssertFilledOnce();
        Assert.That(engine.Status.ProducerRebuildCount, isMadeAnew ? Is.Positive : Is.Zero);
        Assert.That(engine.HasAlert(AlertKind.DeliveryFailed), Is.EqualTo(isMadeAnew));
        Assert.That(engine.Status.AcknowledgedCount, Is.EqualTo(300));
    }

    [Test]
    public async Task ShouldWaitWhileTheQueueOfTheClientIsFull()
    {
        using var rig = MakeRig();
        rig.Options.Producer["queue.buffering.max.messages"] = "2";
        var load = new Load(rig);
        load.Send(300);
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitUntil(load.IsCommitted, "a commit of all");
        load.AssertFilledOnce();
        Assert.That(engine.Status.ProducerRebuildCount, Is.Zero);
    }

    [Test]
    public async Task ShouldLoseNothingIfTheQueueIsFullAndTheProducerFails()
    {
        using var rig = MakeRig();
        rig.Options.Producer["queue.buffering.max.messages"] = "2";
        var load = new Load(rig);
        load.Send(300);
        rig.Kafka.InjectErrors(
            KafkaApi.Produce,
            ErrorCode.NoError, ErrorCode.OutOfOrderSequenceNumber, ErrorCode.NoError, ErrorCode.NoError,
            ErrorCode.OutOfOrderSequenceNumber);
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitUntil(load.IsCommitted, "a commit of all");
        load.AssertFilledOnce();
    }

    [Test]
    public async Task ShouldSendAgainInOrderWhatTimedOut()
    {
        using var rig = new KafkaRig(2);
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.Producer["message.timeout.ms"] = "300";
        for (var i = 0; i < 3; i++)
        {
            rig.Kafka.MoveLeader("paper.orders.filled", i, 2);
        }

        for (var i = 0; i < KafkaRig.SignalPartitionCount; i++)
        {
            rig.Kafka.MoveLeader(KafkaRig.SignalTopic, i, 1);
        }

        rig.Kafka.MoveCoordinator(rig.Options.GroupId, 1);
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitForPartitions(KafkaRig.SignalPartitionCount);
        rig.Kafka.SetDown(2);
        rig.SendSignalsTo(0, Enumerable.Range(0, 100).Select(i => Make.Signal($"s-{i}")));
        engine.WaitUntil(() => engine.Status.ProducerRebuildCount > 0, "a new producer");
        rig.Kafka.SetUp(2);

        engine.WaitUntil(() => rig.CommittedOffset(0) == 100, "a commit of all");
        using var reader = new TopicReader(rig.Kafka.BootstrapServers, "paper.orders.filled");
        Assert.That(
            reader.ReadAll().Select(TopicReader.CauseOf).Distinct(),
            Is.EqualTo(Enumerable.Range(0, 100).Select(i => $"s-{i}")));
    }

    private static KafkaRig MakeRig()
    {
        var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);

        // An idempotent client takes the success of a request for that of those before it. A real broker checks their
        // sequence; the embedded one does not, and would lose the one that failed.
        rig.Options.Producer["max.in.flight.requests.per.connection"] = "1";
        rig.SendTick(Make.Tick(1, "95.35"));
        return rig;
    }
}
