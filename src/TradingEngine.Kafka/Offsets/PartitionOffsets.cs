namespace TradingEngine.Kafka.Offsets;

/// <summary>The signals of one partition in the order of their offsets. Used under the tracker's lock.</summary>
internal sealed class PartitionOffsets
{
    private const long None = -1;

    private readonly Queue<TrackedSignal> _signals = new();
    private long _committed = None;

    /// <summary>The offset behind the highest finished signal before which all are finished; -1 for none yet.</summary>
    public long Next { get; private set; } = None;

    /// <summary>True where <see cref="Next"/> has grown since it was committed.</summary>
    public bool HasProgress => Next > _committed;

    /// <summary>Signals that are not finished, oldest first, and finished ones behind them.</summary>
    public IReadOnlyCollection<TrackedSignal> Signals => _signals;

    /// <summary>True where the engine is not done with one of them.</summary>
    public bool IsUnderWay()
    {
        foreach (var signal in _signals)
        {
            if (signal.IsUnderWay)
            {
                return true;
            }
        }

        return false;
    }

    public void Add(TrackedSignal signal) => _signals.Enqueue(signal);

    /// <summary>Moves <see cref="Next"/> past everything that is finished without a gap.</summary>
    public void Advance()
    {
        while (_signals.TryPeek(out var oldest) && oldest.IsFinished)
        {
            Next = oldest.Offset + 1;
            _signals.Dequeue();
        }
    }

    /// <summary>Notes that the broker has this offset.</summary>
    public void MarkCommitted(long offset) => _committed = Math.Max(_committed, offset);
}
