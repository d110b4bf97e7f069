using Confluent.Kafka;
using TradingEngine.Diagnostics;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Kafka.Tests.Embedded;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Outages;

/// <summary>Commits that a broker refuses lose nothing.</summary>
[Parallelizable]
[TestFixture]
public sealed class CommitErrorTests
{
    [TestCase(ConsumerGroupProtocol.Classic, ErrorCode.RebalanceInProgress)]
    [TestCase(ConsumerGroupProtocol.Classic, ErrorCode.IllegalGeneration)]
    [TestCase(ConsumerGroupProtocol.Classic, ErrorCode.UnknownMemberId)]
    [TestCase(ConsumerGroupProtocol.Classic, ErrorCode.RequestTimedOut)]
    [TestCase(ConsumerGroupProtocol.Classic, ErrorCode.NotCoordinatorForGroup)]
    [TestCase(ConsumerGroupProtocol.Consumer, ErrorCode.StaleMemberEpoch)]
    [TestCase(ConsumerGroupProtocol.Consumer, ErrorCode.RequestTimedOut)]
    [TestCase(ConsumerGroupProtocol.Consumer, ErrorCode.NotCoordinatorForGroup)]
    public async Task ShouldCommitInTheEnd(ConsumerGroupProtocol protocol, ErrorCode code)
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(protocol);
        if (protocol == ConsumerGroupProtocol.Classic)
        {
            rig.Options.Consumer["session.timeout.ms"] = "2000";
        }

        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitForPartitions(KafkaRig.SignalPartitionCount);
        var load = new Load(rig);
        rig.Kafka.InjectErrors(KafkaApi.OffsetCommit, code, code);
        load.Send(60);
        engine.WaitForEvents(60);
        load.Send(60);

        engine.WaitUntil(load.IsCommitted, "a commit of all");
        load.AssertFilledOnce();
    }

    [Test]
    public async Task ShouldBeginAtTheFirstSignalIfTheOffsetsCannotBeReadAtFirst()
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.SendTick(Make.Tick(1, "95.35"));
        var load = new Load(rig);
        load.Send(60);
        rig.Kafka.InjectErrors(KafkaApi.OffsetFetch, ErrorCode.GroupAuthorizationFailed);
        await using var engine = await RunningEngine.StartAsync(rig.Options);

        // Only the engine asks until then, and so only it meets the error.
        engine.WaitForEvents(60);
        engine.WaitUntil(load.IsCommitted, "a commit of all");
        load.AssertFilledOnce();
    }

    [Test]
    public async Task ShouldTellIfTheCommittedOffsetIsNotThere()
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.SendTick(Make.Tick(1, "95.35"));
        var load = new Load(rig);
        load.Send(12);
        using (var other = KafkaClients.Consumer(rig.Kafka, rig.Options.GroupId))
        {
            other.Commit([new TopicPartitionOffset(KafkaRig.SignalTopic, 0, 100)]);
        }

        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitForEvents(12);
        engine.WaitUntil(() => engine.HasAlert(AlertKind.MessagesMissed), "an alert");
        load.AssertFilledOnce();
    }
}
