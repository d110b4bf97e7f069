using TradingEngine.Model;

namespace TradingEngine.Simulation.Model;

/// <summary>The signals in their partitions, as a broker keeps them, with the offsets that are committed.</summary>
internal sealed class SignalLog
{
    public const int PartitionCount = 3;

    private readonly List<LogEntry>[] _partitions;
    private readonly int[] _committed = new int[PartitionCount];
    private readonly int[] _next = new int[PartitionCount];

    public SignalLog()
    {
        _partitions = new List<LogEntry>[PartitionCount];
        for (var i = 0; i < PartitionCount; i++)
        {
            _partitions[i] = [];
        }
    }

    /// <summary>Every signal, duplicates included.</summary>
    public IEnumerable<LogEntry> Entries => _partitions.SelectMany(partition => partition);

    public int Count => _partitions.Sum(partition => partition.Count);

    /// <summary>Whether all is committed.</summary>
    public bool IsCommitted => Enumerable.Range(0, PartitionCount).All(i => _committed[i] == _partitions[i].Count);

    public void Append(int partition, TradingSignal signal) =>
        _partitions[partition].Add(new LogEntry(partition, _partitions[partition].Count, signal));

    /// <summary>Takes the next one that is to be delivered.</summary>
    public bool TryTake(int partition, out LogEntry? entry)
    {
        entry = _next[partition] < _partitions[partition].Count ? _partitions[partition][_next[partition]] : null;
        _next[partition] += entry is null ? 0 : 1;
        return entry is not null;
    }

    /// <summary>The next one that may be committed; null where it is not done.</summary>
    public LogEntry? NextToCommit(int partition)
    {
        var offset = _committed[partition];
        var entry = offset < _next[partition] ? _partitions[partition][offset] : null;
        return entry is { IsDone: true } ? entry : null;
    }

    public void Commit(LogEntry entry) => _committed[entry.Partition] = entry.Offset + 1;

    public bool IsCommittedEntry(LogEntry entry) => entry.Offset < _committed[entry.Partition];

    /// <summary>A new engine gets everything from the committed offsets on.</summary>
    public void Rewind()
    {
        for (var i = 0; i < PartitionCount; i++)
        {
            _next[i] = _committed[i];
            foreach (var entry in _partitions[i])
            {
                entry.IsDone = false;
            }
        }
    }
}
