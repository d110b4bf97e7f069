using Confluent.Kafka;

namespace TradingEngine.Kafka.Feed;

/// <summary>What is read of one partition before signals are taken: from <c>Start</c> up to <c>End</c>, not included.</summary>
internal readonly record struct PartitionSpan(TopicPartition Partition, long Start, long End)
{
    /// <summary>True where there is nothing to be read.</summary>
    public bool IsEmpty => Start >= End;

    /// <summary>Asks the broker for the partitions of a topic.</summary>
    /// <param name="client">Any consumer.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="partitionCount">Its partitions.</param>
    /// <param name="span">How far back in time.</param>
    /// <param name="count">How many messages back at least.</param>
    /// <param name="now">The present time, by the clock of the messages.</param>
    /// <param name="timeout">How long one question may take.</param>
    /// <exception cref="KafkaException">The broker did not answer.</exception>
    public static List<PartitionSpan> Ask<TKey, TValue>(
        IConsumer<TKey, TValue> client,
        string topic,
        int partitionCount,
        TimeSpan span,
        int count,
        DateTimeOffset now,
        TimeSpan timeout)
    {
        var spans = new List<PartitionSpan>();
        var byTime = AskTimes(client, topic, partitionCount, span, now, timeout);
        for (var i = 0; i < partitionCount; i++)
        {
            var partition = new TopicPartition(topic, i);
            var range = client.QueryWatermarkOffsets(partition, timeout);
            var (low, high) = (range.Low.Value, range.High.Value);
            var start = Math.Max(low, Math.Min(high - count, StartOf(byTime, i, high)));
            spans.Add(new PartitionSpan(partition, Math.Max(0, start), high));
        }

        return spans;
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
