using Confluent.Kafka;
using TradingEngine.Kafka.Embedded;

namespace TradingEngine.Kafka.Tests.Embedded;

/// <summary>Consumer groups of both protocols.</summary>
[TestFixture]
public sealed class EmbeddedKafkaGroupTests
{
    private const string Topic = "topic";
    private const string Group = "group";

    [TestCase(GroupProtocol.Classic)]
    [TestCase(GroupProtocol.Consumer)]
    public void ShouldResumeWhereTheGroupCommitted(GroupProtocol protocol)
    {
        using var kafka = EmbeddedKafka.Start(3);
        kafka.CreateTopic(Topic, 4);
        using var producer = KafkaClients.Producer(kafka);
        KafkaClients.Send(producer, Topic, 0, 400);
        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
        using (var first = KafkaClients.Consumer(kafka, Group, protocol))
        {
            first.Subscribe(Topic);
            var numbers = KafkaClients.NumbersOf(KafkaClients.Receive(first, 400));
            Assert.That(numbers, Is.EquivalentTo(Enumerable.Range(0, 400)));
            Assert.That(first.Commit().Sum(offset => offset.Offset.Value), Is.EqualTo(400));
            first.Close();
        }

        KafkaClients.Send(producer, Topic, 400, 100);
        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
        using var second = KafkaClients.Consumer(kafka, Group, protocol);
        second.Subscribe(Topic);

        var rest = KafkaClients.NumbersOf(KafkaClients.Receive(second, 100));

        Assert.That(rest, Is.EquivalentTo(Enumerable.Range(400, 100)));
        second.Close();
    }

    [TestCase(GroupProtocol.Classic, ErrorCode.IllegalGeneration)]
    [TestCase(GroupProtocol.Classic, ErrorCode.UnknownMemberId)]
    [TestCase(GroupProtocol.Classic, ErrorCode.RebalanceInProgress)]
    [TestCase(GroupProtocol.Consumer, ErrorCode.IllegalGeneration)]
    [TestCase(GroupProtocol.Consumer, ErrorCode.UnknownMemberId)]
    [TestCase(GroupProtocol.Consumer, ErrorCode.StaleMemberEpoch)]
    public void ShouldSurfaceInjectedCommitError(GroupProtocol protocol, ErrorCode code)
    {
        using var kafka = EmbeddedKafka.Start();
        using var consumer = ConsumerOfTen(kafka, protocol);

        kafka.InjectErrors(KafkaApi.OffsetCommit, code);

        Assert.That(Assert.Catch<KafkaException>(() => consumer.Commit()).Error.Code, Is.EqualTo(code));
        consumer.Close();
    }

    [Test]
    public void ShouldGiveRecordsAgainIfTheGenerationWasLostBeforeTheCommit()
    {
        using var kafka = EmbeddedKafka.Start();
        using var consumer = ConsumerOfTen(kafka, GroupProtocol.Classic);
        kafka.InjectErrors(KafkaApi.OffsetCommit, ErrorCode.IllegalGeneration);
        Assert.Catch<KafkaException>(() => consumer.Commit());

        var again = KafkaClients.NumbersOf(KafkaClients.Receive(consumer, 10));

        Assert.That(again, Is.EqualTo(Enumerable.Range(0, 10)));
        Assert.That(consumer.Commit().Single().Offset.Value, Is.EqualTo(10));
        consumer.Close();
    }

    [TestCase(GroupProtocol.Classic, KafkaApi.JoinGroup)]
    [TestCase(GroupProtocol.Consumer, KafkaApi.ConsumerGroupHeartbeat)]
    public void ShouldCoordinateTheGroupAtTheBrokerAskedFor(GroupProtocol protocol, KafkaApi api)
    {
        using var kafka = EmbeddedKafka.Start(3);
        kafka.CreateTopic(Topic, 1);
        kafka.StartRequestTracking();
        foreach (var brokerId in new[] { 2, 3 })
        {
            // A group of its own each time, and so no wait for the members of the last.
            var group = $"{Group}{brokerId}";
            kafka.MoveCoordinator(group, brokerId);
            using var producer = KafkaClients.Producer(kafka);
            KafkaClients.Send(producer, Topic, 0, 1);
            Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
            using var consumer = KafkaClients.Consumer(kafka, group, protocol);
            consumer.Subscribe(Topic);
            KafkaClients.Receive(consumer, brokerId - 1);
            consumer.Close();
            Assert.That(kafka.CountRequests(api, brokerId), Is.Positive);
        }

        Assert.That(kafka.CountRequests(api, 1), Is.Zero);
        Assert.That(kafka.CountRequests(api), Is.EqualTo(kafka.CountRequests(api, 2) + kafka.CountRequests(api, 3)));
    }

    [Test]
    public void ShouldKeepCommitsWhenTheCoordinatorMoves()
    {
        using var kafka = EmbeddedKafka.Start(2);
        kafka.CreateTopic(Topic, 1);
        kafka.MoveCoordinator(Group, 1);
        var partition = new TopicPartition(Topic, 0);
        using var consumer = KafkaClients.Consumer(kafka, Group);
        consumer.Commit([new TopicPartitionOffset(partition, 7)]);

        kafka.MoveCoordinator(Group, 2);

        using var other = KafkaClients.Consumer(kafka, Group);
        Assert.That(other.Committed([partition], KafkaClients.Patience).Single().Offset.Value, Is.EqualTo(7));
        consumer.Commit([new TopicPartitionOffset(partition, 8)]);
        Assert.That(other.Committed([partition], KafkaClients.Patience).Single().Offset.Value, Is.EqualTo(8));
    }

    private static IConsumer<string, string> ConsumerOfTen(EmbeddedKafka kafka, GroupProtocol protocol)
    {
        kafka.CreateTopic(Topic, 1);
        using var producer = KafkaClients.Producer(kafka);
        KafkaClients.Send(producer, Topic, 0, 10);
        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
        var consumer = KafkaClients.Consumer(kafka, Group, protocol);
        consumer.Subscribe(Topic);
        KafkaClients.Receive(consumer, 10);
        return consumer;
    }
}
