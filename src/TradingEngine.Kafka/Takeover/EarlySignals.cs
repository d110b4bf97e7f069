using Confluent.Kafka;

namespace TradingEngine.Kafka.Takeover;

/// <summary>
/// Messages that the client handed out between the assignment of a partition that waits and its pause: a message for each
/// such partition, seldom more. Used by the ingress thread.
/// </summary>
internal sealed class EarlySignals
{
    private readonly NewPartitions _partitions;
    private readonly Dictionary<TopicPartition, Queue<ConsumeResult<byte[], byte[]>>> _messages = [];

    public EarlySignals(NewPartitions partitions)
    {
        _partitions = partitions;
    }

    /// <summary>Keeps a message whose partition waits, or of which an earlier one is kept.</summary>
    /// <returns>False where it may be published.</returns>
    public bool TryKeep(ConsumeResult<byte[], byte[]> message)
    {
        var partition = message.TopicPartition;
        if (_messages.TryGetValue(partition, out var kept))
        {
            kept.Enqueue(message);
            return true;
        }

        if (!_partitions.IsWaiting(partition))
        {
            return false;
        }

        _messages.Add(partition, new Queue<ConsumeResult<byte[], byte[]>>([message]));
        return true;
    }

    /// <summary>The messages of the partitions that wait no more, in their order; they are kept no longer.</summary>
    public List<ConsumeResult<byte[], byte[]>> TakeFreed()
    {
        var freed = new List<ConsumeResult<byte[], byte[]>>();
        foreach (var (partition, kept) in _messages)
        {
            if (!_partitions.IsWaiting(partition))
            {
                freed.AddRange(kept);
                _messages.Remove(partition);
            }
        }

        return freed;
    }

    /// <summary>Forgets those of partitions that go away; they were not begun, so their next owner gets them.</summary>
    public void Drop(List<TopicPartition> partitions)
    {
        foreach (var partition in partitions)
        {
            _messages.Remove(partition);
        }
    }
}
