using System.Globalization;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Ingress;
using TradingEngine.Kafka.Diagnostics;
using TradingEngine.Kafka.Internals;

namespace TradingEngine.Kafka.Feed;

/// <summary>
/// Decides where a partition begins: at the committed offset, or where a new group begins. An offset that the broker no
/// longer has is an alert, never a silent jump.
/// </summary>
internal sealed class OffsetStart
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly OffsetReset _reset;
    private readonly SourceContext _context;
    private readonly ILogger _logger;
    private readonly Queue<TopicPartition> _outOfRange = new();
    private Due _pause;

    public OffsetStart(OffsetReset reset, SourceContext context, ILogger logger)
    {
        _reset = reset;
        _context = context;
        _logger = logger;
    }

    private Offset NewGroup => _reset == OffsetReset.Earliest ? Offset.Beginning : Offset.End;

    /// <summary>The places where newly assigned partitions begin.</summary>
    public List<TopicPartitionOffset> Find(IConsumer<byte[], byte[]> consumer, List<TopicPartition> partitions)
    {
        try
        {
            return consumer.Committed(partitions, AskTimeout).ConvertAll(
                committed => committed.Offset == Offset.Unset
                    ? new TopicPartitionOffset(committed.TopicPartition, NewGroup)
                    : committed);
        }
        catch (KafkaException exception)
        {
            // The client then asks by itself; without a committed offset it tells, and GoOn decides.
            _logger.CommittedUnknown(exception.Error.Reason);
            return partitions.ConvertAll(partition => new TopicPartitionOffset(partition, Offset.Unset));
        }
    }

    /// <summary>Notes a partition whose offset the broker does not have.</summary>
    public void Miss(TopicPartition partition) => _outOfRange.Enqueue(partition);

    /// <summary>Goes on with such a partition; where the broker does not answer, later.</summary>
    /// <returns>True where one was assigned anew.</returns>
    public bool GoOn(IConsumer<byte[], byte[]> consumer)
    {
        if (_outOfRange.Count == 0 || !_pause.IsOver)
        {
            return false;
        }

        var partition = _outOfRange.Dequeue();
        try
        {
            if (consumer.Assignment.Contains(partition))
            {
                // A client that found no offset to begin at cannot seek there: the partition begins once more.
                var start = FindAgain(consumer, partition);
                consumer.IncrementalUnassign([partition]);
                consumer.IncrementalAssign([start]);
                return true;
            }
        }
        catch (KafkaException exception)
        {
            _outOfRange.Enqueue(partition);
            _pause = Due.In(Pause);
            _logger.CommittedUnknown(exception.Error.Reason);
        }

        return false;
    }

    private TopicPartitionOffset FindAgain(IConsumer<byte[], byte[]> consumer, TopicPartition partition)
    {
        var committed = consumer.Committed([partition], AskTimeout)[0].Offset;
        var range = consumer.QueryWatermarkOffsets(partition, AskTimeout);
        var (low, high) = (range.Low, range.High);
        if (committed == Offset.Unset)
        {
            return new TopicPartitionOffset(partition, _reset == OffsetReset.Earliest ? low : high);
        }

        _context.Alert(new Alert(
            AlertKind.MessagesMissed,
            AlertSeverity.Critical,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{partition.Topic} {partition.Partition.Value}: the committed offset {committed.Value} is not there; " +
                $"the broker has {low.Value} to {high.Value}. Goes on at {low.Value}."),
            partition.Topic,
            _context.TimeProvider.GetUtcNow()));
        return new TopicPartitionOffset(partition, low);
    }
}
