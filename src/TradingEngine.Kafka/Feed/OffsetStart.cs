using System.Globalization;
using Confluent.Kafka;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Ingress;
using TradingEngine.Kafka.Diagnostics;

namespace TradingEngine.Kafka.Feed;

/// <summary>
/// Decides where a partition begins: at the committed offset, or where a new group begins. An offset that the broker no
/// longer has is an alert, never a silent jump.
/// </summary>
internal sealed class OffsetStart
{
    private static readonly TimeSpan AskTimeout = TimeSpan.FromSeconds(5);

    private readonly OffsetReset _reset;
    private readonly SourceContext _context;
    private readonly ILogger _logger;

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
            // The client then asks by itself; without a committed offset it tells, and FindAgain decides.
            _logger.CommittedUnknown(exception.Error.Reason);
            return partitions.ConvertAll(partition => new TopicPartitionOffset(partition, Offset.Unset));
        }
    }

    /// <summary>Where a partition goes on whose offset the broker does not have.</summary>
    public TopicPartitionOffset FindAgain(IConsumer<byte[], byte[]> consumer, TopicPartition partition)
    {
        var committed = consumer.Committed([partition], AskTimeout)[0].Offset;
        var (low, high) = consumer.QueryWatermarkOffsets(partition, AskTimeout) is var range
            ? (range.Low, range.High)
            : default;
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
