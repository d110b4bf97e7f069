namespace TradingEngine.Journal.Storage;

/// <summary>
/// The way back to the last snapshot when records are damaged: what it covers is given to the visitor as far as it is
/// intact, what came later is counted and given up.
/// </summary>
/// <remarks>
/// A repair puts all segments aside, because a gap would stay in what is left. The snapshot is written again as that
/// of the highest sequence ever seen: no sequence is used twice, and the journal is whole again.
/// </remarks>
internal sealed class SnapshotFallback(ScanContext context, IRecordVisitor visitor)
{
    private readonly IReadOnlyList<CatalogSegment> _segments = context.Catalog.Segments;

    private long _lastSeen;

    /// <summary>The highest sequence that a record or a file's name tells of.</summary>
    public long HighestSequence { get; private set; } =
        Math.Max(context.SnapshotSequence, context.Catalog.HighestSnapshot);

    /// <summary>Records that were given to the visitor.</summary>
    public long RecordCount { get; private set; }

    /// <summary>Intact records after the snapshot.</summary>
    public long SkippedRecords { get; private set; }

    /// <summary>The size of the segments that hold them, or are damaged.</summary>
    public long SkippedBytes { get; private set; }

    public void Read()
    {
        foreach (var segment in _segments)
        {
            HighestSequence = Math.Max(HighestSequence, segment.FirstSequence - 1);
        }

        for (var i = context.Catalog.IndexOf(context.FromSequence); i < _segments.Count; i++)
        {
            ReadSegment(_segments[i]);
        }
    }

    /// <summary>Writes the snapshot anew, then puts the segments aside; may be repeated after a crash.</summary>
    public void Repair(in FileHeader snapshot, ReadOnlySpan<byte> payload)
    {
        if (HighestSequence > snapshot.Sequence)
        {
            SnapshotFile.Write(context.Files, snapshot with { Sequence = HighestSequence }, payload);
        }

        foreach (var segment in _segments)
        {
            context.Files.Rename(segment.File, segment.File + FileNames.DamagedEnding);
        }

        context.Files.SyncDirectory();
    }

    private void ReadSegment(CatalogSegment segment)
    {
        using var reader = context.OpenSegment(segment);
        var isSkipped = segment.State != HeaderState.Valid;
        var state = reader.Next();
        while (state != ReadState.End)
        {
            if (state == ReadState.Invalid)
            {
                isSkipped = true;
                if (!reader.Seek(_lastSeen + 1))
                {
                    break;
                }
            }

            isSkipped |= ReadRecord(segment, reader);
            state = reader.Next();
        }

        SkippedBytes += isSkipped ? segment.Bytes : 0;
    }

    /// <returns>Whether the record is given up.</returns>
    private bool ReadRecord(CatalogSegment segment, SegmentReader reader)
    {
        var sequence = reader.Sequence;
        if (sequence <= _lastSeen)
        {
            return false;
        }

        _lastSeen = sequence;
        HighestSequence = Math.Max(HighestSequence, sequence);
        if (sequence > context.SnapshotSequence)
        {
            SkippedRecords++;
            return true;
        }

        if (sequence >= context.FromSequence)
        {
            RecordCount++;
            visitor.OnRecord(
                sequence, reader.Type, reader.Payload, new RecordPosition(segment.File, reader.Position));
        }

        return false;
    }
}
