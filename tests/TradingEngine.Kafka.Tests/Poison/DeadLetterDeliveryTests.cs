using System.Text;
using Confluent.Kafka;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Poison;

/// <summary>A dead letter arrives before its message counts as done, whatever it takes.</summary>
[Parallelizable]
[TestFixture]
public sealed class DeadLetterDeliveryTests
{
    private const int Partition = 1;

    [Test]
    public async Task ShouldNotPassAMessageWhoseDeadLetterIsNotAcknowledged()
    {
        using var rig = new KafkaRig(2);
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        LeadEverythingFromBroker1(rig);
        var topic = TopicNames.DeadLetters(KafkaRig.SignalTopic);
        for (var i = 0; i < 3; i++)
        {
            rig.Kafka.MoveLeader(topic, i, 2);
        }

        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitForPartitions(KafkaRig.SignalPartitionCount);
        rig.Kafka.SetDown(2);
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", KafkaRig.BytesOf(Make.Signal("before")));
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", "garbage"u8.ToArray());
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", KafkaRig.BytesOf(Make.Signal("after")));
        rig.PostTo(KafkaRig.SignalTopic, Partition + 1, "k", KafkaRig.BytesOf(Make.Signal("beside")));
        rig.Flush();
        engine.WaitForEvents(3);
        engine.WaitUntil(() => rig.CommittedOffset(Partition + 1) == 1, "a commit of another partition");

        Assert.That(rig.CommittedOffset(Partition), Is.EqualTo(1));
        Assert.That(engine.Status.SignalsInFlight, Is.EqualTo(1));
        rig.Kafka.SetUp(2);

        engine.WaitUntil(() => rig.CommittedOffset(Partition) == 3, "a commit past the dead letter");
        Assert.That(LetterReader.Read(rig, KafkaRig.SignalTopic, 1)[0].Offset, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldGiveTheSameIdWhenTheMessageIsReadAgain()
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);

        // The second engine is to execute and hold the signal like the first.
        rig.Options.TakeoverSpan = TimeSpan.Zero;
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", KafkaRig.BytesOf(Make.Signal("held")));
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", "garbage"u8.ToArray());
        rig.Flush();
        for (var i = 0; i < 2; i++)
        {
            var hold = new HoldSink("held");
            await using var engine = await RunningEngine.StartAsync(
                rig.Options,
                builder => builder.AddSink(hold)
                    .Configure(options => options.StopTimeout = TimeSpan.FromMilliseconds(500)));
            engine.WaitUntil(
                () => engine.Status is { DeadLetterCount: 1, UnacknowledgedCount: 0 }, "a dead letter");
        }

        var letters = LetterReader.Read(rig, KafkaRig.SignalTopic, 2);
        Assert.That(letters[0].Id, Is.EqualTo(letters[1].Id));
        Assert.That(letters[0].Value, Is.EqualTo(letters[1].Value));
        Assert.That(rig.CommittedOffset(Partition), Is.LessThanOrEqualTo(0));
    }

    [Test]
    public async Task ShouldArriveCutOffIfTheBrokerFindsItTooLarge()
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        var value = Encoding.UTF8.GetBytes(new string('x', 400_000));
        rig.Kafka.InjectErrors(KafkaApi.Produce);
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", value);
        rig.Flush();
        var whole = LetterReader.Read(rig, KafkaRig.SignalTopic, 1)[0];
        Assert.That(whole.Value, Is.EqualTo(value));

        // The test's own producer must not meet the errors: both messages wait at the broker before the engine reads.
        rig.Kafka.SetRoundTripTime(TimeSpan.Zero);
        await engine.DisposeAsync();
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", value);
        rig.Flush();
        rig.Kafka.InjectErrors(KafkaApi.Produce, ErrorCode.MsgSizeTooLarge, ErrorCode.MsgSizeTooLarge);
        await using var second = await RunningEngine.StartAsync(rig.Options);
        var cut = LetterReader.Read(rig, KafkaRig.SignalTopic, 2)[1];
        second.WaitUntil(() => rig.CommittedOffset(Partition) == 2, "a commit past both");

        Assert.That(cut.Original.GetProperty("value_size_bytes").GetInt32(), Is.EqualTo(value.Length));
        Assert.That(cut.Value, Has.Length.EqualTo(64 * 1024));
        Assert.That(second.Status.ProducerRebuildCount, Is.Zero);
    }

    [TestCase(true)]
    [TestCase(false)]
    public async Task ShouldArriveWhateverIsTooLarge(bool isKey)
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        var large = new string('x', 900_000);
        var headers = new Headers { { "large", Encoding.UTF8.GetBytes(isKey ? "small" : large) } };
        rig.PostTo(KafkaRig.SignalTopic, Partition, isKey ? large : "k", "garbage"u8.ToArray(), headers);
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", KafkaRig.BytesOf(Make.Signal("after")));
        rig.Flush();

        engine.WaitUntil(() => rig.CommittedOffset(Partition) == 2, "a commit past both");
        var letter = LetterReader.Read(rig, KafkaRig.SignalTopic, 1)[0];

        Assert.That(letter.Value, Is.EqualTo("garbage"u8.ToArray()));
        Assert.That(letter.Size, Is.LessThan(1_000_000));
    }

    private static void LeadEverythingFromBroker1(KafkaRig rig)
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
            rig.Kafka.MoveLeader("paper.orders.filled", i, 1);
            rig.Kafka.MoveLeader("paper.orders.failed", i, 1);
        }

        rig.Kafka.MoveCoordinator(rig.Options.GroupId, 1);
    }
}
