using Confluent.Kafka;

namespace TradingEngine.Kafka.Takeover;

/// <summary>
/// The partitions of signals that this engine has, and which of them wait until the orders of their earlier owners are
/// known.
/// </summary>
/// <remarks>
/// The ingress thread adds, removes and asks, a few times a signal; the takeover's thread waits for new ones and sets
/// them free. One lock guards all of it.
/// </remarks>
internal sealed class NewPartitions
{
    private readonly object _gate = new();
    private readonly Dictionary<TopicPartition, NewPartition> _partitions = [];
    private long _lastNumber;
    private int _waitingCount;
    private bool _hasFreed;
    private bool _isClosed;

    /// <summary>Partitions that wait.</summary>
    public int WaitingCount => Volatile.Read(ref _waitingCount);

    /// <summary>Adds partitions that were assigned: their signals wait.</summary>
    public void Add(IReadOnlyList<TopicPartition> partitions)
    {
        lock (_gate)
        {
            foreach (var partition in partitions)
            {
                RemoveLocked(partition);
                _partitions.Add(partition, new NewPartition(++_lastNumber));
                Volatile.Write(ref _waitingCount, _waitingCount + 1);
            }

            Monitor.PulseAll(_gate);
        }
    }

    /// <summary>Forgets partitions that were taken away.</summary>
    public void Remove(IReadOnlyList<TopicPartition> partitions)
    {
        lock (_gate)
        {
            foreach (var partition in partitions)
            {
                RemoveLocked(partition);
            }
        }
    }

    /// <summary>True while no signal of a partition may be published.</summary>
    public bool IsWaiting(TopicPartition partition)
    {
        if (WaitingCount == 0)
        {
            return false;
        }

        lock (_gate)
        {
            return _partitions.TryGetValue(partition, out var state) && state.IsWaiting;
        }
    }

    /// <summary>True where another engine may have had a signal before.</summary>
    public bool MayBeRepeated(TopicPartition partition, long offset)
    {
        lock (_gate)
        {
            return !_partitions.TryGetValue(partition, out var state) || offset < state.End;
        }
    }

    /// <summary>True once after partitions were set free.</summary>
    public bool TakeFreed()
    {
        if (!Volatile.Read(ref _hasFreed))
        {
            return false;
        }

        lock (_gate)
        {
            Volatile.Write(ref _hasFreed, false);
            return true;
        }
    }

    /// <summary>Waits until a partition waits.</summary>
    /// <returns>False when it is closed.</returns>
    public bool WaitForSome()
    {
        lock (_gate)
        {
            while (_waitingCount == 0 && !_isClosed)
            {
                Monitor.Wait(_gate);
            }

            return !_isClosed;
        }
    }

    /// <summary>The partitions that wait now, with the numbers of their assignments.</summary>
    public List<(TopicPartition Partition, long Number)> GetWaiting()
    {
        var waiting = new List<(TopicPartition Partition, long Number)>();
        lock (_gate)
        {
            foreach (var (partition, state) in _partitions)
            {
                if (state.IsWaiting)
                {
                    waiting.Add((partition, state.Number));
                }
            }
        }

        return waiting;
    }

    /// <summary>Sets a partition free, where it was not taken away since.</summary>
    /// <param name="partition">The partition.</param>
    /// <param name="number">The assignment that was waited for.</param>
    /// <param name="end">Where it ends.</param>
    public void Free(TopicPartition partition, long number, long end)
    {
        lock (_gate)
        {
            if (_partitions.TryGetValue(partition, out var state) && state.IsWaiting && state.Number == number)
            {
                state.End = end;
                state.IsWaiting = false;
                Volatile.Write(ref _waitingCount, _waitingCount - 1);
                Volatile.Write(ref _hasFreed, true);
            }
        }
    }

    /// <summary>Nobody waits from here on.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
            Monitor.PulseAll(_gate);
        }
    }

    private void RemoveLocked(TopicPartition partition)
    {
        if (_partitions.Remove(partition, out var state) && state.IsWaiting)
        {
            Volatile.Write(ref _waitingCount, _waitingCount - 1);
        }
    }
}
