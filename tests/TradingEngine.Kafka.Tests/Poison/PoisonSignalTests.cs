using System.Text;
using Confluent.Kafka;
using TradingEngine.Diagnostics;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Poison;

/// <summary>Signals that cannot be used go to the dead letters, and the next of the partition goes on.</summary>
[Parallelizable]
[TestFixture]
public sealed class PoisonSignalTests
{
    private const int Partition = 2;

    private static readonly string Long = new('x', 900_000);

    private static readonly (string Name, byte[]? Value, string Reason)[] Poison =
    [
        ("garbage", "garbage"u8.ToArray(), "not JSON"),
        ("half", KafkaRig.BytesOf(Make.Signal("x"))[..100], "not JSON"),
        ("array", "[]"u8.ToArray(), "the envelope is not a JSON object"),
        ("number", "17"u8.ToArray(), "the envelope is not a JSON object"),
        ("null word", "null"u8.ToArray(), "the envelope is not a JSON object"),
        ("blanks", "   "u8.ToArray(), "not JSON"),
        ("broken UTF-8", [.. "{\"id\":\""u8, 0xC3, 0x28, .. "\"}"u8], "not JSON"),
        ("deep", Encoding.UTF8.GetBytes(new string('[', 5_000)), "the envelope is not a JSON object"),
        ("deep field", Encoding.UTF8.GetBytes("{\"a\":" + new string('[', 5_000)), "not JSON"),
        ("two values", [.. KafkaRig.BytesOf(Make.Signal("x")), .. "{}"u8], "JSON"),
        ("empty", [], "the value is empty"),
        ("tombstone", null, "the value is empty"),
        ("no id", Change("\"id\":\"x\"", "\"no\":\"x\""), "the id is missing"),
        ("null id", Change("\"id\":\"x\"", "\"id\":null"), "the id is missing"),
        ("number as id", Change("\"id\":\"x\"", "\"id\":7"), "id"),
        ("long id", KafkaRig.BytesOf(Make.Signal(new string('x', 257))), "InvalidText"),
        ("unknown type", Change("validated_signal", "no_signal"), "the type is 'no_signal'"),
        ("rejected", Change("validated_signal", "rejected_signal"), "the type is 'rejected_signal'"),
        ("no data", Change("\"data\"", "\"atad\""), "missing"),
        ("data as text", Encoding.UTF8.GetBytes("""{"id":"x","type":"validated_signal","data":"x"}"""), "data is not"),
        ("token as text", Change("\"instrument_token\":1", "\"instrument_token\":\"1\""), "instrument_token"),
        ("token 2^63", Change("\"instrument_token\":1", "\"instrument_token\":9223372036854775808"), "token"),
        ("token 0", Change("\"instrument_token\":1", "\"instrument_token\":0"), "InvalidInstrument"),
        ("quantity 2^63", Change("\"validated_quantity\":10", "\"validated_quantity\":9223372036854775808"), "whole"),
        ("quantity 2^63-1", Change("\"validated_quantity\":10", "\"validated_quantity\":9223372036854775807"), "Inv"),
        ("quantity below 0", Change("\"validated_quantity\":10", "\"validated_quantity\":-1"), "InvalidQuantity"),
        ("half a quantity", Change("\"validated_quantity\":10", "\"validated_quantity\":0.5"), "validated_quantity"),
        ("price as text", Change("\"validated_price\":null", "\"validated_price\":\"95.35\""), "validated_price"),
        ("price NaN", Change("\"validated_price\":null", "\"validated_price\":NaN"), "not JSON"),
        ("price 2^63", Change("\"validated_price\":null", "\"validated_price\":9223372036854775808"), "_price"),
        ("price 1e400", Change("\"validated_price\":null", "\"validated_price\":1e400"), "validated_price"),
        ("price 0", Change("\"validated_price\":null", "\"validated_price\":0"), "InvalidPrice"),
        ("side", Change("\"BUY\"", "\"BYU\""), "the signal_type is 'BYU'"),
        ("no time", Change("\"timestamp\":\"2026", "\"timestamp\":\"2026-99"), "the time stamp"),
        ("10 MB", Encoding.UTF8.GetBytes(new string('x', 10_000_000)), "not JSON"),
        ("long correlation", KafkaRig.BytesOf(Make.Signal("x") with { CorrelationId = Long }), "InvalidText"),
        ("long trace", KafkaRig.BytesOf(Make.Signal("x") with { TraceId = Long }), "InvalidText"),
    ];

    [Test]
    public async Task ShouldKeepEachInTheDeadLettersAndGoOn()
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        for (var i = 0; i < Poison.Length; i++)
        {
            var headers = new Headers { { "trace_id", Encoding.UTF8.GetBytes($"t-{i}") }, { "none", null } };
            rig.PostTo(KafkaRig.SignalTopic, Partition, $"key-{i}", Poison[i].Value, headers);
            rig.PostTo(KafkaRig.SignalTopic, Partition, "momentum:1", KafkaRig.BytesOf(Make.Signal($"good-{i}")));
        }

        rig.Flush();
        var letters = LetterReader.Read(rig, KafkaRig.SignalTopic, Poison.Length);
        engine.WaitForEvents(Poison.Length);
        engine.WaitUntil(() => rig.CommittedOffset(Partition) == 2 * Poison.Length, "an offset past all");

        Assert.That(
            engine.Sink.Events.Select(each => each.Signal.SignalId),
            Is.EqualTo(Enumerable.Range(0, Poison.Length).Select(i => $"good-{i}")));
        Assert.That(engine.Sink.Events, Has.All.Property(nameof(OrderEvent.IsFill)).True);
        Assert.That(engine.Status.DeadLetterCount, Is.EqualTo(Poison.Length));
        Assert.That(engine.Sink.Alerts.Count(alert => alert.Kind == AlertKind.MessageRefused), Is.EqualTo(1));
        AssertSay(letters);
    }

    [Test]
    public async Task ShouldTakeMessagesWithoutAKey()
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        rig.PostTo(KafkaRig.SignalTopic, Partition, null, "garbage"u8.ToArray());
        rig.PostTo(KafkaRig.SignalTopic, Partition, null, KafkaRig.BytesOf(Make.Signal("good")));
        rig.Flush();

        var letter = LetterReader.Read(rig, KafkaRig.SignalTopic, 1)[0];
        engine.WaitForEvents(1);
        engine.WaitUntil(() => rig.CommittedOffset(Partition) == 2, "an offset past both");

        Assert.That((letter.MessageKey, letter.Key), Is.EqualTo(((string?)null, (byte[]?)null)));
        Assert.That(letter.Original.GetProperty("headers").GetRawText(), Is.EqualTo("{}"));
        Assert.That(engine.Sink.Events[0].IsFill);
    }

    [Test]
    public async Task ShouldUseWhatIsStrangeButValid()
    {
        using var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        var padding = new string('x', 10_000_000);
        var padded = Encoding.UTF8.GetString(KafkaRig.BytesOf(Make.Signal("padded")))
            .Replace("\"source\"", $"\"padding\":\"{padding}\",\"source\"");
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", Encoding.UTF8.GetBytes(padded));
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", KafkaRig.BytesOf(Make.Signal("other broker"), "nobody"));
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", KafkaRig.BytesOf(Make.Signal("unpriced", token: 2)));
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", KafkaRig.BytesOf(Make.Signal("twice")));
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", KafkaRig.BytesOf(Make.Signal("twice")));
        rig.PostTo(KafkaRig.SignalTopic, Partition, "k", KafkaRig.BytesOf(Make.Signal("hold", SignalType.Hold)));
        rig.Flush();

        engine.WaitUntil(() => rig.CommittedOffset(Partition) == 6, "an offset past all");

        Assert.That(
            engine.Sink.Events.Select(each => (each.Signal.SignalId, each.Type)),
            Is.EqualTo(new[]
            {
                ("padded", OrderEventType.Filled),
                ("other broker", OrderEventType.Filled),
                ("unpriced", OrderEventType.Failed),
                ("twice", OrderEventType.Filled),
            }));
        var reasons = engine.Engine.GetStatus().SignalsByReason;
        Assert.That((reasons[RejectReason.Duplicate], reasons[RejectReason.Hold]), Is.EqualTo((1, 1)));
        Assert.That(engine.Status.DeadLetterCount, Is.Zero);
    }

    private static byte[] Change(string from, string to)
    {
        var text = Encoding.UTF8.GetString(KafkaRig.BytesOf(Make.Signal("x")));
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
            Assert.That(letter.Topic, Is.EqualTo(KafkaRig.SignalTopic), name);
            Assert.That(letter.Partition, Is.EqualTo(Partition), name);
            Assert.That(letter.MessageKey, Is.EqualTo($"key-{number}"), name);
            Assert.That(Encoding.UTF8.GetString(letter.Key!), Is.EqualTo($"key-{number}"), name);
            Assert.That(Encoding.UTF8.GetString(letter.Header("trace_id")!), Is.EqualTo($"t-{number}"), name);
            Assert.That(letter.Header("none"), Is.Null, name);
            AssertValue(letter, value, name);
        }
    }

    private static void AssertValue(LetterReader letter, byte[]? value, string name)
    {
        if (value is { Length: > 500_000 })
        {
            Assert.That(letter.Original.GetProperty("value_truncated").GetBoolean(), name);
            Assert.That(letter.Original.GetProperty("value_size_bytes").GetInt32(), Is.EqualTo(value.Length), name);
            Assert.That(value.AsSpan().StartsWith(letter.Value), name);
            Assert.That(letter.Value, Is.Not.Empty, name);
        }
        else
        {
            Assert.That(letter.Value, Is.EqualTo(value), name);
        }
    }
}
