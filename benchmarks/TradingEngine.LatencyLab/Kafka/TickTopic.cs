using System.Buffers.Text;
using Confluent.Kafka;
using TradingEngine.Kafka;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>The topic with the ticks that every contender reads.</summary>
/// <param name="Servers">Where the broker listens.</param>
/// <param name="CountPerPartition">Messages of each partition.</param>
/// <param name="MeanSize">Bytes of a message's value.</param>
internal sealed record class TickTopic(string Servers, int CountPerPartition, double MeanSize)
{
    /// <summary>Partitions of the topic.</summary>
    public const int PartitionCount = 16;

    private const int BatchMillis = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>All messages.</summary>
    public int Count => PartitionCount * CountPerPartition;

    /// <summary>Writes the messages and makes sure that the broker kept them all.</summary>
    public static TickTopic Fill(string servers, int countPerPartition)
    {
        var ticks = SampleEvents.MakeTicks(countPerPartition * PartitionCount, TickFeed.InstrumentCount);
        var envelopes = TickEnvelope.Encode(ticks);
        using var producer = new ProducerBuilder<byte[], byte[]>(new ProducerConfig
        {
            BootstrapServers = servers,
            CompressionType = CompressionType.Lz4,
            LingerMs = BatchMillis,
            Acks = Acks.All,
            EnableIdempotence = true,
            QueueBufferingMaxMessages = 1_000_000,
        }).SetLogHandler((_, _) => { }).Build();
        for (var i = 0; i < envelopes.Length; i++)
        {
            var key = new byte[20];
            Utf8Formatter.TryFormat(ticks[i].InstrumentToken, key, out var length);
            producer.Produce(
                new TopicPartition(TopicNames.MarketTicks, i % PartitionCount),
                new Message<byte[], byte[]> { Key = key[..length], Value = envelopes[i] });
        }

        if (producer.Flush(Patience) > 0)
        {
            throw new TimeoutException("The broker did not take all ticks.");
        }

        Check(servers, countPerPartition);
        return new TickTopic(servers, countPerPartition, envelopes.Average(envelope => envelope.Length));
    }

    /// <summary>Every partition from its first message.</summary>
    public static List<TopicPartitionOffset> FromTheStart() =>
        [.. Enumerable.Range(0, PartitionCount).Select(
            i => new TopicPartitionOffset(TopicNames.MarketTicks, i, 0))];

    /// <summary>The mock drops the oldest without a word when a partition is full.</summary>
    private static void Check(string servers, int countPerPartition)
    {
        using var consumer = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
        {
            BootstrapServers = servers,
            GroupId = "check",
        }).SetLogHandler((_, _) => { }).Build();
        for (var i = 0; i < PartitionCount; i++)
        {
            var range = consumer.QueryWatermarkOffsets(new TopicPartition(TopicNames.MarketTicks, i), Patience);
            if (range.Low != 0 || range.High != countPerPartition)
            {
                throw new InvalidOperationException(
                    $"Partition {i} has {range.Low} to {range.High}, which is not all.");
            }
        }
    }
}
