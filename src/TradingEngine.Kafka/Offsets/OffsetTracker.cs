using Confluent.Kafka;

namespace TradingEngine.Kafka.Offsets;

/// <summary>
/// Knows which signals of which partition are under way, and so up to where offsets may be committed: never past a
/// signal that is not finished.
/// </summary>
/// <remarks>
/// The ingress thread begins signals; whoever completes a delivery finishes them; the committer takes offsets. One lock
/// guards all of it, taken a few times a signal and never for a tick.
/// </remarks>
internal sealed class OffsetTracker
{
    private readonly object _gate = new();
    private readonly Dictionary<TopicPartition, PartitionOffsets> _partitions = [];
    private readonly Dictionary<TopicPartitionOffset, TrackedSignal> _leftBehind = [];
    private readonly int _commitCount;
    private int _inFlightCount;
    private int _finishedCount;

    /// <param name="commitCount">A commit is due after this many finished signals.</param>
    public OffsetTracker(int commitCount)
    {
        _commitCount = commitCount;
    }

    /// <summary>Raised when enough signals are finished for a commit. Called on the thread that finished one.</summary>
    public event Action? CommitDue;

    /// <summary>Signals under way, those of partitions that were taken away included.</summary>
    public int InFlightCount => Volatile.Read(ref _inFlightCount);

    /// <summary>Partitions that are assigned.</summary>
    public int PartitionCount
    {
        get
        {
            lock (_gate)
            {
                return _partitions.Count;
            }
        }
    }

    /// <summary>
    /// Follows a partition from here on; what is under way of it goes on, as after <see cref="Remove"/>.
    /// </summary>
    public void Assign(TopicPartition partition)
    {
        lock (_gate)
        {
            if (_partitions.TryGetValue(partition, out var earlier))
            {
                LeaveBehind(earlier);
            }

            _partitions[partition] = new PartitionOffsets();
        }
    }

    /// <summary>Begins a signal that was consumed.</summary>
    /// <param name="partition">Where it came from.</param>
    /// <param name="offset">Its offset there.</param>
    /// <param name="mayBeRepeated">Whether another engine may have had it before.</param>
    /// <returns>
    /// Null where the message is still under way since an earlier assignment of its partition: it must not be published
    /// again, and counts for this assignment as soon as it is finished.
    /// </returns>
    public TrackedSignal? Begin(TopicPartition partition, long offset, bool mayBeRepeated = false)
    {
        lock (_gate)
        {
            if (!_partitions.TryGetValue(partition, out var offsets))
            {
                _partitions[partition] = offsets = new PartitionOffsets();
            }

            if (_leftBehind.Remove(new TopicPartitionOffset(partition, offset), out var earlier))
            {
                offsets.Add(earlier);
                return null;
            }

            var signal = new TrackedSignal(this, partition, offset) { MayBeRepeated = mayBeRepeated };
            offsets.Add(signal);
            _inFlightCount++;
            return signal;
        }
    }

    /// <summary>Stops following partitions that were taken away. What is under way goes on.</summary>
    public void Remove(IEnumerable<TopicPartition> partitions)
    {
        lock (_gate)
        {
            foreach (var partition in partitions)
            {
                if (_partitions.Remove(partition, out var offsets))
                {
                    LeaveBehind(offsets);
                }
            }
        }
    }

    /// <summary>
    /// Forgets a signal that never entered the engine; its partition is about to be removed, and its offset is not
    /// passed.
    /// </summary>
    public void Drop(TrackedSignal signal)
    {
        lock (_gate)
        {
            signal.IsDropped = true;
            _inFlightCount--;
        }
    }

    /// <summary>True where nothing of these partitions is under way.</summary>
    public bool IsIdle(IReadOnlyList<TopicPartition> partitions)
    {
        lock (_gate)
        {
            foreach (var partition in partitions)
            {
                if (_partitions.TryGetValue(partition, out var offsets) && offsets.IsUnderWay())
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>The offsets that may be committed now and are not; empty where there is nothing new.</summary>
    public List<TopicPartitionOffset> GetCommittable()
    {
        var offsets = new List<TopicPartitionOffset>();
        lock (_gate)
        {
            _finishedCount = 0;
            foreach (var (partition, progress) in _partitions)
            {
                if (progress.HasProgress)
                {
                    offsets.Add(new TopicPartitionOffset(partition, progress.Next));
                }
            }
        }

        return offsets;
    }

    /// <summary>Notes what the broker has taken.</summary>
    public void MarkCommitted(TopicPartitionOffset offset)
    {
        lock (_gate)
        {
            if (_partitions.TryGetValue(offset.TopicPartition, out var progress))
            {
                progress.MarkCommitted(offset.Offset.Value);
            }
        }
    }

    /// <summary>Notes that the engine is done with a signal.</summary>
    public void Finish(TrackedSignal signal)
    {
        var isDue = false;
        lock (_gate)
        {
            signal.IsFinished = true;
            _inFlightCount--;
            _leftBehind.Remove(new TopicPartitionOffset(signal.Partition, signal.Offset));
            if (_partitions.TryGetValue(signal.Partition, out var offsets))
            {
                offsets.Advance();
                isDue = ++_finishedCount == _commitCount;
            }
        }

        if (isDue)
        {
            CommitDue?.Invoke();
        }
    }

    private void LeaveBehind(PartitionOffsets offsets)
    {
        foreach (var signal in offsets.Signals)
        {
            if (signal.IsUnderWay)
            {
                _leftBehind[new TopicPartitionOffset(signal.Partition, signal.Offset)] = signal;
            }
        }
    }
}
