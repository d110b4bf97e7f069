using System.Text;
using System.Text.Json;
using Confluent.Kafka;

namespace TradingEngine.Kafka.Tests.Support;

/// <summary>A dead letter as it was consumed, and what it says.</summary>
internal sealed class LetterReader(ConsumeResult<byte[]?, byte[]?> message)
{
    private readonly JsonElement _root = TopicReader.JsonOf(message);

    public Guid Id => _root.GetProperty("id").GetGuid();

    public string? MessageKey => message.Message.Key is { } key ? Encoding.UTF8.GetString(key) : null;

    public int Size => message.Message.Value!.Length;

    public string Reason => Data("failure_info", "error_message").GetString()!;

    public int Partition => Data("dlq_metadata", "original_partition").GetInt32();

    public long Offset => Data("dlq_metadata", "original_offset").GetInt64();

    public string Topic => Data("dlq_metadata", "original_topic").GetString()!;

    public byte[]? Key => Bytes(Data("original_message", "key"));

    public byte[]? Value => Bytes(Data("original_message", "value"));

    public JsonElement Original => _root.GetProperty("data").GetProperty("original_message");

    public byte[]? Header(string name) => Bytes(Original.GetProperty("headers").GetProperty(name));

    /// <summary>Reads so many dead letters of a topic.</summary>
    public static List<LetterReader> Read(KafkaRig rig, string topic, int count)
    {
        using var reader = new TopicReader(rig.Kafka.BootstrapServers, TopicNames.DeadLetters(topic));
        return reader.Read(count).ConvertAll(each => new LetterReader(each));
    }

    private static byte[]? Bytes(JsonElement element) =>
        element.ValueKind == JsonValueKind.Null ? null : element.GetBytesFromBase64();

    private JsonElement Data(string group, string name) =>
        _root.GetProperty("data").GetProperty(group).GetProperty(name);
}
