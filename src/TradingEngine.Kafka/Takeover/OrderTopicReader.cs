using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Kafka.Feed;
using TradingEngine.Kafka.Internals;
using TradingEngine.Kafka.Sink;

namespace TradingEngine.Kafka.Takeover;

/// <summary>
/// Reads the order topics of every trader up to where they end, with a client that belongs to no group. Used by one
/// thread, once.
/// </summary>
internal sealed class OrderTopicReader : IDisposable
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan ConsumeTimeout = TimeSpan.FromMilliseconds(50);

    private readonly KafkaAdapter _adapter;
    private readonly IConsumer<byte[]?, byte[]?> _consumer;
    private readonly Dictionary<TopicPartition, long> _ends = [];
    private readonly Dictionary<string, string> _traders = new(StringComparer.Ordinal);

    public OrderTopicReader(KafkaAdapter adapter, ILogger logger)
    {
        _adapter = adapter;
        _consumer = ConsumerFactory.Build<byte[]?, byte[]?>(
            adapter.Settings.MakeOrderConsumer("takeover"), adapter.Connection, logger, static _ => { });
    }

    /// <summary>Messages that were read.</summary>
    public long MessageCount { get; private set; }

    /// <summary>What was read.</summary>
    public OrderHistory History { get; } = new();

    /// <summary>Where a partition ends now.</summary>
    /// <exception cref="KafkaException">The broker did not answer.</exception>
    public long EndOf(TopicPartition partition) => _consumer.QueryWatermarkOffsets(partition, AskTimeout).High.Value;

    /// <summary>Finds where the topics end now, and where to begin. A topic that is not there has no orders.</summary>
    /// <exception cref="KafkaException">The broker did not answer.</exception>
    public void Start(IReadOnlyList<string> traders)
    {
        if (_adapter.Options.TakeoverSpan == TimeSpan.Zero)
        {
            return;
        }

        var partitionCounts = _adapter.TryReadTopics();
        if (partitionCounts.Count == 0)
        {
            throw new KafkaException(ErrorCode.Local_AllBrokersDown);
        }

        var starts = new List<TopicPartitionOffset>();
        foreach (var trader in traders)
        {
            foreach (var topic in TopicsOf(trader))
            {
                _traders[topic] = trader;
                AddStarts(starts, topic, partitionCounts.GetValueOrDefault(topic));
            }
        }

        if (starts.Count > 0)
        {
            _consumer.Assign(starts);
        }
    }

    /// <summary>Reads on.</summary>
    /// <returns>True when the ends are reached; false when the time is over before.</returns>
    /// <exception cref="KafkaException">A topic cannot be read.</exception>
    public bool ReadOn(Due due, CancellationToken cancellationToken)
    {
        while (_ends.Count > 0)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (due.IsOver)
            {
                return false;
            }

            if (_consumer.Consume(ConsumeTimeout) is { } result)
            {
                Take(result);
            }
        }

        return true;
    }

    public void Dispose() => _consumer.Dispose();

    private static string[] TopicsOf(string trader)
    {
        var topics = new OrderTopics(trader);
        return [topics.Submitted, topics.Filled, topics.Failed];
    }

    private void AddStarts(List<TopicPartitionOffset> starts, string topic, int partitionCount)
    {
        var options = _adapter.Options;

        // The time stamps of these messages are of the clocks of the engines' machines, whatever an engine's own clock.
        var spans = PartitionSpan.Ask(
            _consumer,
            topic,
            partitionCount,
            options.TakeoverSpan,
            options.TakeoverCount,
            TimeProvider.System.GetUtcNow(),
            AskTimeout);
        foreach (var span in spans)
        {
            if (!span.IsEmpty)
            {
                _ends.Add(span.Partition, span.End);
                starts.Add(new TopicPartitionOffset(span.Partition, span.Start));
            }
        }
    }

    private void Take(ConsumeResult<byte[]?, byte[]?> result)
    {
        _adapter.Connection.OnAnswer();
        var next = result.IsPartitionEOF ? result.Offset.Value : result.Offset.Value + 1;
        if (!result.IsPartitionEOF && _ends.ContainsKey(result.TopicPartition))
        {
            MessageCount++;
            History.Add(_traders[result.Topic], result.Message.Value);
        }

        // The last offsets may be no messages: markers of transactions, or compacted away. The end tells of those.
        if (_ends.TryGetValue(result.TopicPartition, out var end) && next >= end)
        {
            _ends.Remove(result.TopicPartition);
        }
    }
}
