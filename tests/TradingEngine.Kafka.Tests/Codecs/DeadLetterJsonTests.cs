using System.Text.Json;
using TradingEngine.Kafka.Codecs;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Codecs;

[TestFixture]
public sealed class DeadLetterJsonTests
{
    private static readonly DeadLetter Letter = new()
    {
        Topic = "paper.signals.validated",
        Partition = 3,
        Offset = 4711,
        Timestamp = Make.Time.AddSeconds(-1),
        Key = "momentum:256265"u8.ToArray(),
        Value = "{\"id\":7}"u8.ToArray(),
        Headers = [new("trace_id", "t-1"u8.ToArray()), new("empty", []), new("none", null)],
        Reason = "the id is not a text",
        Time = Make.Time,
        ConsumerGroup = "alpha-panda.trading_engine.signals",
    };

    [Test]
    public void ShouldWriteGoldenLine()
    {
        var id = DeadLetterJson.IdOf(Letter.Topic, Letter.Partition, Letter.Offset);
        Assert.That(Write(Letter), Is.EqualTo(
            """
            {"id":"{ID}","correlation_id":"{ID}","causation_id":null,"trace_id":null,"parent_trace_id":null,
            "broker":"system","type":"system_error","ts":"2026-06-02T04:30:00.000000+00:00","key":"momentum:256265",
            "source":"trading_engine","version":1,"data":{"dlq_metadata":{
            "original_topic":"paper.signals.validated","original_partition":3,"original_offset":4711,
            "original_timestamp":"2026-06-02T04:29:59.000000+00:00",
            "dlq_timestamp":"2026-06-02T04:30:00.000000+00:00","service_name":"trading_engine"},
            "failure_info":{"error_type":"InvalidMessage","error_class":"poison",
            "error_message":"the id is not a text","failure_reason":"processing_failed","retry_count":0,
            "stack_trace":null},"original_message":{"key":"bW9tZW50dW06MjU2MjY1","value":"eyJpZCI6N30=",
            "headers":{"trace_id":"dC0x","empty":"","none":null}},"replay_metadata":{"can_replay":false,
            "suggested_delay_minutes":-1,"consumer_group":"alpha-panda.trading_engine.signals",
            "requires_manual_review":true}}}
            """.ReplaceLineEndings("").Replace("{ID}", id.ToString())));
    }

    [Test]
    public void ShouldDeriveIdFromWhereTheMessageWas()
    {
        var id = DeadLetterJson.IdOf("t", 1, 2);
        Assert.That(id, Is.EqualTo(Guid.Parse("4492bb56-e7a0-8641-bfdf-3cd7fcefcd60")));
        Assert.That(id.Version, Is.EqualTo(8));
        Assert.That(id.Variant, Is.InRange(8, 11));
        Guid[] others =
            [DeadLetterJson.IdOf("u", 1, 2), DeadLetterJson.IdOf("t", 2, 2), DeadLetterJson.IdOf("t", 1, 3)];
        Assert.That(others, Has.None.EqualTo(id).And.Unique);
        var later = Parse(Letter with { Time = Make.Time.AddHours(1), Reason = "other", Value = null });
        Assert.That(later.GetProperty("id").GetGuid(), Is.EqualTo(Parse(Letter).GetProperty("id").GetGuid()));
    }

    [Test]
    public void ShouldKeepNulls()
    {
        var root = Parse(Letter with { Timestamp = null, Key = null, Value = null, Headers = [] });
        Assert.That(root.GetProperty("key").GetString(), Is.Empty, "required by the wire format");
        var metadata = root.GetProperty("data").GetProperty("dlq_metadata");
        Assert.That(metadata.GetProperty("original_timestamp").ValueKind, Is.EqualTo(JsonValueKind.Null));
        var message = MessageOf(root);
        Assert.That(message.GetProperty("key").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(message.GetProperty("value").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(message.GetProperty("headers").GetRawText(), Is.EqualTo("{}"));
        Assert.That(message.TryGetProperty("value_truncated", out _), Is.False);
    }

    [Test]
    public void ShouldKeepEveryByte()
    {
        var bytes = new byte[256];
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] = (byte)i;
        }

        var root = Parse(Letter with { Key = bytes, Value = bytes, Headers = [new("a\"\n€", bytes)] });
        var message = MessageOf(root);
        Assert.That(message.GetProperty("key").GetBytesFromBase64(), Is.EqualTo(bytes));
        Assert.That(message.GetProperty("value").GetBytesFromBase64(), Is.EqualTo(bytes));
        Assert.That(
            message.GetProperty("headers").GetProperty("a\"\n€").GetBytesFromBase64(), Is.EqualTo(bytes));
        Assert.That(root.GetProperty("key").GetString(), Does.Contain("\uFFFD"));
    }

    [Test]
    public void ShouldKeepHeadersOfOneName()
    {
        var headers = MessageOf(Parse(Letter with { Headers = [new("a", [1]), new("a", [2])] })).GetProperty("headers");
        Assert.That(headers.EnumerateObject().Select(header => header.Value.GetString()), Is.EqualTo(["AQ==", "Ag=="]));
    }

    [TestCase(0, "")]
    [TestCase(3, "MDEy")]
    [TestCase(9, "MDEyMzQ1Njc4")]
    public void ShouldCutOffLongValue(int limitBytes, string value)
    {
        var message = MessageOf(Parse(Letter with { Value = "0123456789"u8.ToArray() }, limitBytes));
        Assert.That(message.GetProperty("value").GetString(), Is.EqualTo(value));
        Assert.That(message.GetProperty("value_truncated").GetBoolean(), Is.True);
        Assert.That(message.GetProperty("value_size_bytes").GetInt32(), Is.EqualTo(10));
    }

    [TestCase(10)]
    [TestCase(null)]
    public void ShouldNotCutOffShortValue(int? limitBytes)
    {
        var letter = Letter with { Value = "0123456789"u8.ToArray() };
        Assert.That(Write(letter, limitBytes), Is.EqualTo(Write(letter)));
        Assert.That(Write(letter with { Value = null }, 0), Is.EqualTo(Write(letter with { Value = null })));
    }

    [Test]
    public void ShouldRefuseLimitBelowZero() =>
        Assert.That(() => Write(Letter, -1), Throws.TypeOf<ArgumentOutOfRangeException>());

    [Test]
    public void ShouldWriteLargeValue()
    {
        var value = new byte[10 * 1024 * 1024];
        value.AsSpan().Fill(0xFB);
        Assert.That(
            MessageOf(Parse(Letter with { Value = value })).GetProperty("value").GetBytesFromBase64().AsSpan()
                .SequenceEqual(value),
            Is.True);
    }

    private static JsonElement MessageOf(JsonElement root) =>
        root.GetProperty("data").GetProperty("original_message");

    private static JsonElement Parse(DeadLetter letter, int? limitBytes = null) =>
        JsonText.Parse(writer => DeadLetterJson.Write(writer, letter, limitBytes));

    private static string Write(DeadLetter letter, int? limitBytes = null) =>
        JsonText.Write(writer => DeadLetterJson.Write(writer, letter, limitBytes));
}
