using Confluent.Kafka;

namespace TradingEngine.Kafka.Feed;

/// <summary>How many signals are at the broker and not read, by what the client knows already.</summary>
/// <remarks>Any thread may ask, also while and after the client is closed.</remarks>
internal sealed class SignalLag
{
    private readonly object _gate = new();
    private readonly IConsumer<byte[], byte[]> _consumer;
    private bool _hasEnded;

    public SignalLag(IConsumer<byte[], byte[]> consumer)
    {
        _consumer = consumer;
    }

    /// <summary>
    /// The sum over the partitions whose end the client knows; -1 where there are no partitions, or the client is closed.
    /// </summary>
    public long Read()
    {
        lock (_gate)
        {
            try
            {
                return _hasEnded ? -1 : Sum();
            }
            catch (KafkaException)
            {
                // A partition went away at this moment.
                return -1;
            }
        }
    }

    /// <summary>From here on the client is not asked any more.</summary>
    public void End()
    {
        lock (_gate)
        {
            _hasEnded = true;
        }
    }

    private long Sum()
    {
        var assignment = _consumer.Assignment;
        var lag = assignment.Count == 0 ? -1L : 0;
        foreach (var partition in assignment)
        {
            // The client knows the end of a partition when it has fetched from it; an empty one says nothing.
            var high = _consumer.GetWatermarkOffsets(partition).High;
            var position = _consumer.Position(partition);
            if (high != Offset.Unset && position != Offset.Unset)
            {
                lag += Math.Max(0, high.Value - position.Value);
            }
        }

        return lag;
    }
}
