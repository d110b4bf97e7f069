using Confluent.Kafka;

namespace TradingEngine.Kafka.Feed;

/// <summary>
/// The partitions of one topic with ticks: where the warm-up begins in each, and where it is over. Every engine reads
/// all of them, because signals and ticks of an instrument are in partitions of different numbers.
/// </summary>
internal sealed class TickAssignment
{
    private readonly List<(TopicPartition Partition, long Target)> _behind = [];

    private TickAssignment(List<TopicPartitionOffset> starts)
    {
        Starts = starts;
    }

    /// <summary>Where each partition begins.</summary>
    public List<TopicPartitionOffset> Starts { get; }

    /// <summary>Asks the broker for the partitions and their offsets.</summary>
    /// <param name="client">Any consumer.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="partitionCount">Its partitions.</param>
    /// <param name="options">How far the warm-up goes back.</param>
    /// <param name="now">The present time, by the clock of the messages.</param>
    /// <param name="timeout">How long one question may take.</param>
    /// <exception cref="KafkaException">The broker did not answer.</exception>
    public static TickAssignment Ask<TKey, TValue>(
        IConsumer<TKey, TValue> client,
        string topic,
        int partitionCount,
        KafkaOptions options,
        DateTimeOffset now,
        TimeSpan timeout)
    {
        var assignment = new TickAssignment([]);
        var spans = PartitionSpan.Ask(
            client, topic, partitionCount, options.WarmUpSpan, options.WarmUpCount, now, timeout);
        foreach (var span in spans)
        {
            assignment.Starts.Add(new TopicPartitionOffset(span.Partition, span.Start));
            if (!span.IsEmpty)
            {
                assignment._behind.Add((span.Partition, span.End));
            }
        }

        return assignment;
    }

    /// <summary>True when the consumer has come to where each partition ended at the start.</summary>
    /// <remarks>Asks no further than the first partition that is behind: each question allocates.</remarks>
    public bool IsReached<TKey, TValue>(IConsumer<TKey, TValue> client)
    {
        while (_behind.Count > 0)
        {
            var position = client.Position(_behind[^1].Partition);
            if (position == Offset.Unset || position.Value < _behind[^1].Target)
            {
                return false;
            }

            _behind.RemoveAt(_behind.Count - 1);
        }

        return true;
    }
}
