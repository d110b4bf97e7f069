using System.Text;
using Confluent.Kafka;
using TradingEngine.Kafka.Embedded;

namespace TradingEngine.Kafka.Tests.Embedded;

[TestFixture]
public sealed class EmbeddedKafkaTests
{
    private const string Topic = "topic";

    private static readonly Action<EmbeddedKafka>[] Members =
    [
        kafka => _ = kafka.BootstrapServers,
        kafka => _ = kafka.BrokerCount,
        kafka => kafka.CreateTopic(Topic, 1),
        kafka => kafka.SetDown(1),
        kafka => kafka.SetUp(1),
        kafka => kafka.SetAllDown(),
        kafka => kafka.SetAllUp(),
        kafka => kafka.MoveLeader(Topic, 0, 1),
        kafka => kafka.MoveCoordinator("group", 1),
        kafka => kafka.InjectErrors(KafkaApi.Fetch, ErrorCode.RequestTimedOut),
        kafka => kafka.ClearErrors(KafkaApi.Fetch),
        kafka => kafka.SetRoundTripTime(TimeSpan.Zero),
        kafka => kafka.SetRoundTripTime(1, TimeSpan.Zero),
        kafka => kafka.StartRequestTracking(),
        kafka => kafka.StopRequestTracking(),
        kafka => _ = kafka.CountRequests(KafkaApi.Fetch),
        kafka => _ = kafka.CountRequests(KafkaApi.Fetch, 1),
    ];

    [Test]
    public void ShouldGiveBackRecordsInOrder()
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, 1);
        using var producer = KafkaClients.Producer(kafka);
        for (var i = 0; i < 1_000; i++)
        {
            var headers = new Headers
                { { "number", BitConverter.GetBytes(i) }, { "text", Encoding.UTF8.GetBytes("é") } };
            var timestamp = new Timestamp(1_780_000_000_000 + i, TimestampType.CreateTime);
            producer.Produce(
                Topic,
                new Message<string, string>
                { Key = $"key {i}", Value = $"value {i}", Headers = headers, Timestamp = timestamp });
        }

        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
        using var consumer = KafkaClients.Consumer(kafka);
        consumer.Subscribe(Topic);

        var received = KafkaClients.Receive(consumer, 1_000);

        for (var i = 0; i < received.Count; i++)
        {
            var message = received[i].Message;
            Assert.That(received[i].Offset.Value, Is.EqualTo(i));
            Assert.That((message.Key, message.Value), Is.EqualTo(($"key {i}", $"value {i}")));
            Assert.That(message.Timestamp.UnixTimestampMs, Is.EqualTo(1_780_000_000_000 + i));
            Assert.That(message.Headers, Has.Count.EqualTo(2));
            Assert.That(message.Headers[0].GetValueBytes(), Is.EqualTo(BitConverter.GetBytes(i)));
            Assert.That(Encoding.UTF8.GetString(message.Headers[1].GetValueBytes()), Is.EqualTo("é"));
        }

        consumer.Close();
    }

    [Test]
    public void ShouldHaveTheBrokersAndPartitionsThatWereAskedFor()
    {
        using var kafka = EmbeddedKafka.Start(3);
        kafka.CreateTopic(Topic, 7);
        using var admin = KafkaClients.Admin(kafka);

        var metadata = admin.GetMetadata(Topic, KafkaClients.Patience);

        Assert.That(kafka.BrokerCount, Is.EqualTo(3));
        Assert.That(metadata.Brokers.Select(broker => broker.BrokerId), Is.EquivalentTo(new[] { 1, 2, 3 }));
        Assert.That(
            kafka.BootstrapServers.Split(','),
            Is.EquivalentTo(metadata.Brokers.Select(broker => $"{broker.Host}:{broker.Port}")));
        var partitions = metadata.Topics.Single().Partitions;
        Assert.That(partitions.Select(partition => partition.PartitionId), Is.EquivalentTo(Enumerable.Range(0, 7)));
        Assert.That(partitions.Select(partition => partition.Replicas.Length), Has.All.EqualTo(3));
    }

    [Test]
    public async Task ShouldAnswerAdminClientsThatNeedTheController()
    {
        using var kafka = EmbeddedKafka.Start(2);
        using var admin = KafkaClients.Admin(kafka);

        var description = await admin.DescribeClusterAsync().WaitAsync(KafkaClients.Patience);

        Assert.That(description.Controller.Id, Is.EqualTo(1));
    }

    [Test]
    public void ShouldKeepClustersApart()
    {
        using var first = EmbeddedKafka.Start(2);
        using var second = EmbeddedKafka.Start(2);
        first.CreateTopic(Topic, 1);
        using var producer = KafkaClients.Producer(first);
        KafkaClients.Send(producer, Topic, 0, 10);
        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
        using var admin = KafkaClients.Admin(second);

        Assert.That(first.BootstrapServers.Split(',').Intersect(second.BootstrapServers.Split(',')), Is.Empty);
        Assert.That(admin.GetMetadata(KafkaClients.Patience).Topics, Is.Empty);

        second.CreateTopic(Topic, 3);
        second.Dispose();
        KafkaClients.Send(producer, Topic, 10, 10);
        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
    }

    [Test]
    public void ShouldRefuseWhatItDoesNotHave()
    {
        using var kafka = EmbeddedKafka.Start(2);
        foreach (var brokerId in new[] { -1, 0, 3 })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => kafka.SetDown(brokerId));
            Assert.Throws<ArgumentOutOfRangeException>(() => kafka.SetUp(brokerId));
            Assert.Throws<ArgumentOutOfRangeException>(() => kafka.MoveLeader(Topic, 0, brokerId));
            Assert.Throws<ArgumentOutOfRangeException>(() => kafka.MoveCoordinator("group", brokerId));
            Assert.Throws<ArgumentOutOfRangeException>(() => kafka.SetRoundTripTime(brokerId, TimeSpan.Zero));
            Assert.Throws<ArgumentOutOfRangeException>(() => kafka.CountRequests(KafkaApi.Fetch, brokerId));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => kafka.CreateTopic(Topic, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => kafka.CreateTopic(Topic, EmbeddedKafka.PartitionCountMax + 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => kafka.MoveLeader(Topic, -1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => kafka.InjectErrors((KafkaApi)4, ErrorCode.Unknown));
        Assert.Throws<ArgumentOutOfRangeException>(() => kafka.ClearErrors((KafkaApi)(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => kafka.SetRoundTripTime(TimeSpan.FromMilliseconds(-1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => kafka.SetRoundTripTime(TimeSpan.FromDays(2)));
        Assert.Throws<ArgumentException>(() => kafka.MoveCoordinator("", 1));
    }

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(EmbeddedKafka.BrokerCountMax + 1)]
    public void ShouldRefuseBrokerCount(int brokerCount) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => EmbeddedKafka.Start(brokerCount));

    [TestCase("")]
    [TestCase(".")]
    [TestCase("..")]
    [TestCase("a b")]
    [TestCase("a\0b")]
    [TestCase("é")]
    public void ShouldRefuseTopicName(string name)
    {
        using var kafka = EmbeddedKafka.Start();
        Assert.Throws<ArgumentException>(() => kafka.CreateTopic(name, 1));
        Assert.Throws<ArgumentException>(() => kafka.MoveLeader(name, 0, 1));
    }

    [Test]
    public void ShouldTakeTheLongestTopicNameOnly()
    {
        using var kafka = EmbeddedKafka.Start();
        Assert.DoesNotThrow(() => kafka.CreateTopic(new string('a', 249), 1));
        Assert.Throws<ArgumentException>(() => kafka.CreateTopic(new string('a', 250), 1));
    }

    [Test]
    public void ShouldSayWhyACallFailed()
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, 2);

        var exists = Assert.Throws<KafkaException>(() => kafka.CreateTopic(Topic, 2));
        var noPartition = Assert.Throws<KafkaException>(() => kafka.MoveLeader(Topic, 2, 1));

        Assert.That(exists.Error.Code, Is.EqualTo(ErrorCode.TopicAlreadyExists));
        Assert.That(exists.Message, Does.Contain(Topic).And.Contains(ErrorCode.TopicAlreadyExists.GetReason()));
        Assert.That(noPartition.Error.Code, Is.EqualTo(ErrorCode.UnknownTopicOrPart));
    }

    [Test]
    public void ShouldRefuseUseAfterDispose()
    {
        var kafka = EmbeddedKafka.Start();
        foreach (var member in Members)
        {
            Assert.DoesNotThrow(() => member(kafka));
        }

        kafka.Dispose();
        kafka.Dispose();

        foreach (var member in Members)
        {
            Assert.Throws<ObjectDisposedException>(() => member(kafka));
        }
    }

    [Test]
    public void ShouldNotCrashIfDisposedWhileOthersCall()
    {
        for (var round = 0; round < 20; round++)
        {
            var kafka = EmbeddedKafka.Start(2);
            using var started = new CountdownEvent(2);
            var threads = Enumerable.Range(0, 2)
                .Select(_ => new Thread(() => CallUntilDisposed(kafka, started))).ToList();
            threads.ForEach(thread => thread.Start());
            started.Wait();
            kafka.Dispose();

            Assert.That(threads.TrueForAll(thread => thread.Join(KafkaClients.Patience)), Is.True);
        }
    }

    private static void CallUntilDisposed(EmbeddedKafka kafka, CountdownEvent started)
    {
        started.Signal();
        try
        {
            while (true)
            {
                kafka.SetDown(1);
                kafka.InjectErrors(KafkaApi.Produce, ErrorCode.RequestTimedOut);
                kafka.SetAllUp();
                kafka.CountRequests(KafkaApi.Produce);
            }
        }
        catch (ObjectDisposedException)
        {
            // What ends the loop.
        }
    }
}
