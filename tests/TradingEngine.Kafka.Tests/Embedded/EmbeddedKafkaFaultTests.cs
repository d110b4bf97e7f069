using System.Collections.Concurrent;
using Confluent.Kafka;
using TradingEngine.Kafka.Embedded;

namespace TradingEngine.Kafka.Tests.Embedded;

/// <summary>What clients see when brokers fail on purpose.</summary>
[TestFixture]
public sealed class EmbeddedKafkaFaultTests
{
    private const string Topic = "topic";

    /// <summary>How long to look for what must not happen: more only finds more.</summary>
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(200);

    [TestCase(true)]
    [TestCase(false)]
    public void ShouldHoldRecordsBackWhileTheBrokerIsDown(bool all)
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, 1);
        using var producer = KafkaClients.Producer(kafka);
        KafkaClients.Send(producer, Topic, 0, 10);
        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
        var reports = new ConcurrentQueue<DeliveryReport<string, string>>();

        SetDown(kafka, all);
        KafkaClients.Send(producer, Topic, 10, 500, reports.Enqueue);
        Assert.That(producer.Flush(Look), Is.EqualTo(500));
        Assert.That(reports, Is.Empty);

        SetUp(kafka, all);
        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);

        Assert.That(reports.Select(report => report.Error.Code), Has.All.EqualTo(ErrorCode.NoError));
        Assert.That(reports.Select(report => report.Offset.Value), Is.EquivalentTo(Enumerable.Range(10, 500)));
        AssertHolds(kafka, 510);
    }

    [Test]
    public void ShouldLoseNothingIfTheBrokerFlapsWhileClientsRun()
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, 1);
        using var producer = KafkaClients.Producer(kafka);
        var reports = new ConcurrentQueue<DeliveryReport<string, string>>();
        for (var i = 0; i < 20; i++)
        {
            KafkaClients.Send(producer, Topic, i * 100, 100, reports.Enqueue);
            kafka.SetDown(1);
            kafka.SetUp(1);
        }

        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
        Assert.That(reports, Has.Count.EqualTo(2_000));
        Assert.That(reports.Select(report => report.Error.Code), Has.All.EqualTo(ErrorCode.NoError));
        using var consumer = KafkaClients.Consumer(kafka);
        consumer.Assign(new TopicPartitionOffset(Topic, 0, 0));
        var end = consumer.QueryWatermarkOffsets(new TopicPartition(Topic, 0), KafkaClients.Patience).High.Value;

        var numbers = KafkaClients.NumbersOf(KafkaClients.Receive(consumer, (int)end)).Distinct();

        Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, 2_000)));
    }

    [Test]
    public void ShouldMoveTheLeaderWithItsRecords()
    {
        using var kafka = EmbeddedKafka.Start(3);
        kafka.CreateTopic(Topic, 1);
        using var producer = KafkaClients.Producer(kafka);
        using var admin = KafkaClients.Admin(kafka);
        for (var brokerId = 1; brokerId <= 3; brokerId++)
        {
            kafka.MoveLeader(Topic, 0, brokerId);
            kafka.StartRequestTracking();
            KafkaClients.Send(producer, Topic, (brokerId - 1) * 100, 100);
            Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);

            var topic = admin.GetMetadata(Topic, KafkaClients.Patience).Topics.Single();
            Assert.That(topic.Partitions.Single().Leader, Is.EqualTo(brokerId));
            Assert.That(kafka.CountRequests(KafkaApi.Produce, brokerId), Is.Positive);
        }

        AssertHolds(kafka, 300);
    }

    [Test]
    public void ShouldAnswerProducerWithInjectedErrorsInTurn()
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, 1);
        using var producer = KafkaClients.Producer(kafka);
        var reports = new ConcurrentQueue<DeliveryReport<string, string>>();
        kafka.StartRequestTracking();
        kafka.InjectErrors(
            KafkaApi.Produce,
            ErrorCode.NotEnoughReplicas,
            ErrorCode.Local_Transport,
            ErrorCode.TopicAuthorizationFailed);

        KafkaClients.Send(producer, Topic, 0, 1, reports.Enqueue);
        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);

        Assert.That(reports.Single().Error.Code, Is.EqualTo(ErrorCode.TopicAuthorizationFailed));
        Assert.That(kafka.CountRequests(KafkaApi.Produce), Is.EqualTo(3));
        kafka.StopRequestTracking();
        Assert.That(kafka.CountRequests(KafkaApi.Produce), Is.Zero);
    }

    [Test]
    public void ShouldForgetClearedErrors()
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, 1);
        using var producer = KafkaClients.Producer(kafka);
        kafka.InjectErrors(KafkaApi.Produce);
        kafka.InjectErrors(KafkaApi.Produce, ErrorCode.TopicAuthorizationFailed, ErrorCode.TopicAuthorizationFailed);
        kafka.ClearErrors(KafkaApi.Produce);

        KafkaClients.Send(producer, Topic, 0, 1);

        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
        AssertHolds(kafka, 1);
    }

    [TestCase(true)]
    [TestCase(false)]
    public void ShouldDelayAnswers(bool all)
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopic(Topic, 1);
        using var producer = KafkaClients.Producer(kafka);
        KafkaClients.Send(producer, Topic, 0, 1);
        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);

        SetRoundTripTime(kafka, all, TimeSpan.FromHours(1));
        KafkaClients.Send(producer, Topic, 1, 1);
        Assert.That(producer.Flush(Look), Is.EqualTo(1));
        SetRoundTripTime(kafka, all, TimeSpan.Zero);

        Assert.That(producer.Flush(KafkaClients.Patience), Is.Zero);
        AssertHolds(kafka, 2);
    }

    private static void AssertHolds(EmbeddedKafka kafka, int count)
    {
        using var consumer = KafkaClients.Consumer(kafka);
        consumer.Assign(new TopicPartitionOffset(Topic, 0, 0));
        var end = consumer.QueryWatermarkOffsets(new TopicPartition(Topic, 0), KafkaClients.Patience).High.Value;
        Assert.That(end, Is.EqualTo(count));
        var numbers = KafkaClients.NumbersOf(KafkaClients.Receive(consumer, count));
        Assert.That(numbers, Is.EqualTo(Enumerable.Range(0, count)));
    }

    private static void SetDown(EmbeddedKafka kafka, bool all)
    {
        if (all)
        {
            kafka.SetAllDown();
        }
        else
        {
            kafka.SetDown(1);
        }
    }

    private static void SetUp(EmbeddedKafka kafka, bool all)
    {
        if (all)
        {
            kafka.SetAllUp();
        }
        else
        {
            kafka.SetUp(1);
        }
    }

    private static void SetRoundTripTime(EmbeddedKafka kafka, bool all, TimeSpan time)
    {
        if (all)
        {
            kafka.SetRoundTripTime(time);
        }
        else
        {
            kafka.SetRoundTripTime(1, time);
        }
    }
}
