using System.Text;
using Confluent.Kafka;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Poison;

/// <summary>Messages with ticks that cannot be used go to the dead letters, and the next ones become prices.</summary>
[Parallelizable]
[TestFixture(TickReading.Client)]
[TestFixture(TickReading.BatchQueue)]
public sealed class PoisonTickTests(TickReading reading)
{
    private const int Partition = 5;

    private static readonly (string Name, byte[]? Value, string Reason)[] Poison =
    [
        ("garbage", "garbage"u8.ToArray(), "not JSON"),
        ("half", KafkaRig.BytesOf(Make.Tick(7, "95.35"))[..100], "not JSON"),
        ("array", "[]"u8.ToArray(), "the envelope is not a JSON object"),
        ("number", "17"u8.ToArray(), "the envelope is not a JSON object"),
        ("broken UTF-8", [.. "{\"type\":\""u8, 0xC3, 0x28, .. "\"}"u8], ""),
        ("deep", Encoding.UTF8.GetBytes(new string('[', 5_000)), ""),
        ("empty", [], "the value is empty"),
        ("tombstone", null, "the value is empty"),
        ("a signal", KafkaRig.BytesOf(Make.Signal("x")), "the type is"),
        ("token as text", Change("\"instrument_token\":7", "\"instrument_token\":\"7\""), "instrument_token"),
        ("token 2^63", Change("\"instrument_token\":7", "\"instrument_token\":9223372036854775808"), "token"),
        ("no price", Change("\"last_price\":95.35", "\"last_price\":null"), "the last_price is missing"),
        ("price as text", Change("\"last_price\":95.35", "\"last_price\":\"95.35\""), "last_price"),
        ("price NaN", Change("\"last_price\":95.35", "\"last_price\":NaN"), "not JSON"),
        ("price 2^63", Change("\"last_price\":95.35", "\"last_price\":9223372036854775808"), "last_price"),
        ("10 MB", Encoding.UTF8.GetBytes(new string('x', 10_000_000)), "not JSON"),
    ];

    [Test]
    public async Task ShouldKeepEachInTheDeadLettersAndGoOn()
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.TickReading = reading;
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        for (var i = 0; i < Poison.Length; i++)
        {
            rig.PostTo(TopicNames.MarketTicks, Partition, i % 2 == 0 ? $"key-{i}" : null, Poison[i].Value);
            rig.PostTo(TopicNames.MarketTicks, Partition, "1", KafkaRig.BytesOf(Make.Tick(i + 1, $"{i + 1}.5")));
        }

        rig.Flush();
        engine.WaitForTicks(Poison.Length);
        var letters = LetterReader.Read(rig, TopicNames.MarketTicks, Poison.Length);
        rig.SendSignals(Enumerable.Range(1, Poison.Length).Select(i => Make.Signal($"s-{i}", token: i)));
        engine.WaitForEvents(Poison.Length);

        Assert.That(
            engine.Sink.Events.Select(each => $"{each.Signal.InstrumentToken}:{each.Price}"),
            Is.EquivalentTo(Enumerable.Range(1, Poison.Length).Select(i => $"{i}:{i}.5")));
        Assert.That(engine.Status.DeadLetterCount, Is.EqualTo(Poison.Length));
        Assert.That(engine.Status.TickMessageCount, Is.EqualTo(2 * Poison.Length));
        AssertSay(letters);
    }

    [Test]
    public async Task ShouldKeepTicksThatAreNoPrices()
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.TickReading = reading;
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        rig.SendTick(Make.Tick(7, "0"));
        rig.SendTick(Make.Tick(7, "-1"));
        rig.SendTick(Make.Tick(7, "95.35"));
        engine.WaitForTicks(1);

        Assert.That(engine.Engine.GetStatus().RefusedTickCount, Is.Zero);
        Assert.That(engine.Status.DeadLetterCount, Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldDeliverTheDeadLettersOfTicksBeforeItStops()
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.TickReading = reading;
        var engine = await RunningEngine.StartAsync(rig.Options);
        rig.Kafka.SetRoundTripTime(TimeSpan.FromMilliseconds(100));
        for (var i = 0; i < 50; i++)
        {
            rig.Post(TopicNames.MarketTicks, $"{i}", "garbage"u8.ToArray());
        }

        rig.Flush();
        engine.WaitUntil(() => engine.Status.DeadLetterCount == 50, "50 dead letters");
        await engine.DisposeAsync();
        rig.Kafka.SetRoundTripTime(TimeSpan.Zero);

        Assert.That(engine.Status.UnacknowledgedCount, Is.Zero);
        Assert.That(LetterReader.Read(rig, TopicNames.MarketTicks, 50), Has.Count.EqualTo(50));
    }

    private static byte[] Change(string from, string to)
    {
        var text = Encoding.UTF8.GetString(KafkaRig.BytesOf(Make.Tick(7, "95.35")));
        return text.Contains(from, StringComparison.Ordinal)
            ? Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal))
            : throw new ArgumentException($"There is no {from} in {text}.", nameof(from));
    }

    private static void AssertSay(List<LetterReader> letters)
    {
        using var scope = Assert.EnterMultipleScope();
        Assert.That(letters.Select(letter => letter.Id), Is.Unique);
        foreach (var letter in letters)
        {
            var number = (int)(letter.Offset / 2);
            var (name, value, reason) = Poison[number];
            Assert.That(letter.Reason, Does.Contain(reason), name);
            Assert.That((letter.Topic, letter.Partition), Is.EqualTo((TopicNames.MarketTicks, Partition)), name);
            Assert.That(letter.MessageKey, Is.EqualTo(number % 2 == 0 ? $"key-{number}" : null), name);
            if (value is { Length: > 500_000 })
            {
                Assert.That(letter.Original.GetProperty("value_truncated").GetBoolean(), name);
            }
            else
            {
                Assert.That(letter.Value, Is.EqualTo(value), name);
            }
        }
    }
}
