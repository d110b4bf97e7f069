namespace TradingEngine.Journal.Storage;

/// <summary>Snapshots, and which segments they make superfluous. One thread at a time.</summary>
internal sealed class JournalUpkeep
{
    private readonly IJournalFiles _files;
    private readonly Guid _journalId;

    private long _newestSnapshot;
    private long _olderSnapshot;

    public JournalUpkeep(IJournalFiles files, Guid journalId, JournalScan scan)
    {
        _files = files;
        _journalId = journalId;
        _newestSnapshot = scan.KeptSnapshot;
        _olderSnapshot = scan.OlderSnapshot;
    }

    /// <exception cref="ArgumentException">The snapshot is not newer than the newest, or too large.</exception>
    public void CheckSnapshot(long sequence, long payloadBytes)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(sequence, _newestSnapshot);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(payloadBytes, SnapshotFile.PayloadBytesMax);
    }

    /// <summary>Writes a snapshot, keeps the one before it and deletes all others.</summary>
    public void WriteSnapshot(long sequence, ReadOnlySpan<byte> payload, long nowTicks)
    {
        SnapshotFile.Write(_files, new FileHeader(_journalId, sequence, nowTicks), payload);
        (_olderSnapshot, _newestSnapshot) = (_newestSnapshot, sequence);
        foreach (var name in _files.List())
        {
            if (FileNames.IsSnapshot(name, out var found) && found != _newestSnapshot && found != _olderSnapshot)
            {
                _files.Delete(name);
            }
        }
    }

    /// <summary>The oldest segments that are old enough and that both snapshots cover.</summary>
    /// <remarks>Both, so that the older snapshot can still stand in for the newest.</remarks>
    public List<SegmentInfo> FindRemovable(
        IReadOnlyList<SegmentInfo> segments, long sequence, long createdBeforeTicks)
    {
        var covered = _olderSnapshot > 0 ? _olderSnapshot : _newestSnapshot;
        var first = Math.Min(sequence, covered + 1);
        var removable = new List<SegmentInfo>();
        for (var i = 0; i < segments.Count - 1; i++)
        {
            if (segments[i].LastSequence >= first || segments[i].CreatedTicks >= createdBeforeTicks)
            {
                break;
            }

            removable.Add(segments[i]);
        }

        return removable;
    }
}
