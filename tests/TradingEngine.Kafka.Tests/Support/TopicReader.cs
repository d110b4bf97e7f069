using System.Text;
using System.Text.Json;
using Confluent.Kafka;

namespace TradingEngine.Kafka.Tests.Support;

/// <summary>Reads topics from their beginning, as a client of its own.</summary>
internal sealed class TopicReader : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly Dictionary<TopicPartition, long> _next = [];

    public TopicReader(string bootstrapServers, params string[] topics)
    {
        _consumer = new ConsumerBuilder<byte[]?, byte[]?>(new ConsumerConfig
        {
            BootstrapServers = bootstrapServers,
            GroupId = "reader",
            EnableAutoCommit = false,
            AutoOffsetReset = AutoOffsetReset.Error,
            FetchWaitMaxMs = 1,
            FetchQueueBackoffMs = 1,
            ReconnectBackoffMs = 20,
            ReconnectBackoffMaxMs = 200,
        }).SetLogHandler((_, _) => { }).SetErrorHandler((_, _) => { }).Build();
        using var admin = new DependentAdminClientBuilder(_consumer.Handle).Build();
        var metadata = admin.GetMetadata(Patience);
        _consumer.Assign(metadata.Topics
            .Where(topic => topics.Contains(topic.Topic))
            .SelectMany(topic => topic.Partitions.Select(
                partition => new TopicPartitionOffset(topic.Topic, partition.PartitionId, 0))));
    }

    /// <summary>Reads until there are so many messages.</summary>
    public List<ConsumeResult<byte[]?, byte[]?>> Read(int count)
    {
        var messages = new List<ConsumeResult<byte[]?, byte[]?>>();
        ReadUntil(message =>
        {
            messages.Add(message);
            return messages.Count == count;
        });
        return messages;
    }

    /// <summary>Reads what is there now and was not read.</summary>
    public List<ConsumeResult<byte[]?, byte[]?>> ReadAll()
    {
        var messages = new List<ConsumeResult<byte[]?, byte[]?>>();
        var ends = _consumer.Assignment.ToDictionary(
            each => each, each => _consumer.QueryWatermarkOffsets(each, Patience).High.Value);
        foreach (var (partition, _) in ends.Where(each => each.Value <= _next.GetValueOrDefault(each.Key)).ToList())
        {
            ends.Remove(partition);
        }

        if (ends.Count > 0)
        {
            ReadUntil(message =>
            {
                messages.Add(message);
                if (ends.TryGetValue(message.TopicPartition, out var end) && message.Offset.Value + 1 >= end)
                {
                    ends.Remove(message.TopicPartition);
                }

                return ends.Count == 0;
            });
        }

        return messages;
    }

    /// <summary>Reads until <paramref name="isEnough"/> says so.</summary>
    public void ReadUntil(Func<ConsumeResult<byte[]?, byte[]?>, bool> isEnough)
    {
        var due = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        var count = 0;
        while (true)
        {
            var message = _consumer.Consume(TimeSpan.FromMilliseconds(100));
            if (message is not null)
            {
                count++;
                _next[message.TopicPartition] = message.Offset.Value + 1;
                if (isEnough(message))
                {
                    return;
                }
            }
            else if (Environment.TickCount64 > due)
            {
                throw new TimeoutException($"There were only {count} messages.");
            }
        }
    }

    /// <summary>The value of a message as JSON.</summary>
    public static JsonElement JsonOf(ConsumeResult<byte[]?, byte[]?> message) =>
        JsonDocument.Parse(message.Message.Value).RootElement;

    /// <summary>The id of the event in a message.</summary>
    public static Guid IdOf(ConsumeResult<byte[]?, byte[]?> message) => JsonOf(message).GetProperty("id").GetGuid();

    /// <summary>The id of the signal that caused the event in a message.</summary>
    public static string CauseOf(ConsumeResult<byte[]?, byte[]?> message) =>
        JsonOf(message).GetProperty("causation_id").GetString()!;

    /// <summary>A header of a message as text; null where there is none.</summary>
    public static string? HeaderOf(ConsumeResult<byte[]?, byte[]?> message, string name) =>
        message.Message.Headers.TryGetLastBytes(name, out var bytes) ? Encoding.UTF8.GetString(bytes) : null;

    public void Dispose() => _consumer.Dispose();
}
