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
        var byTime = AskTimes(client, topic, partitionCount, options.WarmUpSpan, now, timeout);
        for (var i = 0; i < partitionCount; i++)
        {
            var partition = new TopicPartition(topic, i);
            var range = client.QueryWatermarkOffsets(partition, timeout);
            var (low, high) = (range.Low.Value, range.High.Value);
            var start = Math.Max(low, Math.Min(high - options.WarmUpCount, StartOf(byTime, i, high)));
            assignment.Starts.Add(new TopicPartitionOffset(partition, Math.Max(0, start)));
            if (start < high)
            {
                assignment._behind.Add((partition, high));
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

    private static List<TopicPartitionOffset> AskTimes<TKey, TValue>(
        IConsumer<TKey, TValue> client,
        string topic,
        int partitionCount,
        TimeSpan span,
        DateTimeOffset now,
        TimeSpan timeout)
    {
        if (span == TimeSpan.Zero)
        {
            return [];
        }

        var times = new List<TopicPartitionTimestamp>();
        var since = new Timestamp(now - span);
        for (var i = 0; i < partitionCount; i++)
        {
            times.Add(new TopicPartitionTimestamp(topic, i, since));
        }

        return client.OffsetsForTimes(times, timeout);
    }

    /// <summary>The first message of the span; the end where there is none.</summary>
    private static long StartOf(List<TopicPartitionOffset> byTime, int partition, long high)
    {
        foreach (var found in byTime)
        {
            if (found.Partition.Value == partition && found.Offset.Value >= 0)
            {
                return found.Offset.Value;
            }
        }

        return high;
    }
}
