namespace TradingEngine.Journal.Storage;

/// <summary>
/// One pass over the records from the first that is wanted to the last, which tells damage from a torn end.
/// </summary>
/// <remarks>Without a visitor it only checks.</remarks>
internal sealed class RecordPass(ScanContext context, IRecordVisitor? visitor)
{
    private readonly IReadOnlyList<CatalogSegment> _segments = context.Catalog.Segments;

    private long _expected;

    /// <summary>The last record there is.</summary>
    public long LastSequence => _expected - 1;

    /// <summary>Records that were given to the visitor.</summary>
    public long RecordCount { get; private set; }

    public TornTail? Torn { get; private set; }

    /// <summary>Whether the last segment can be continued.</summary>
    public bool CanAppend { get; private set; }

    /// <exception cref="JournalCorruptException">Records are missing or damaged.</exception>
    public void Read()
    {
        CheckStart();
        var start = context.All ? 0 : context.Catalog.IndexOf(context.FromSequence);
        _expected = _segments.Count > 0 ? _segments[start].FirstSequence : 1;
        for (var i = start; i < _segments.Count; i++)
        {
            ReadSegment(_segments[i], isLast: i == _segments.Count - 1);
        }

        CheckEnd();
    }

    /// <summary>Every record that no snapshot covers has to be in a segment.</summary>
    private void CheckStart()
    {
        var needed = context.SnapshotSequence + 1;
        if (_segments.Count == 0 && context.Catalog.HighestSnapshot > 0)
        {
            throw context.Corrupt(FileNames.OfSegment(needed), 0, needed, "no segment at all");
        }

        if (_segments.Count > 0 && _segments[0].FirstSequence > needed)
        {
            throw Missing(_segments[0], needed);
        }
    }

    private void CheckEnd()
    {
        var snapshot = context.Catalog.HighestSnapshot;
        if (_segments.Count > 0 && LastSequence < snapshot)
        {
            var last = _segments[^1];
            throw context.Corrupt(
                last.File,
                Torn?.Position ?? last.Bytes,
                _expected,
                $"the end, while a snapshot covers record {snapshot}");
        }
    }

    private void ReadSegment(CatalogSegment segment, bool isLast)
    {
        if (segment.FirstSequence != _expected)
        {
            throw Missing(segment, _expected);
        }

        if (segment.State != HeaderState.Valid)
        {
            ReadHeaderless(segment, isLast);
            return;
        }

        CheckHeader(segment);
        using var reader = context.OpenSegment(segment);
        var state = reader.Next();
        while (state != ReadState.End)
        {
            if (state == ReadState.Invalid && !SkipDamage(segment, reader, isLast))
            {
                break;
            }

            ReadRecord(segment, reader);
            state = reader.Next();
        }

        CanAppend = isLast;
    }

    private void ReadRecord(CatalogSegment segment, SegmentReader reader)
    {
        var sequence = reader.Sequence;
        if (sequence != _expected)
        {
            var found = $"record {sequence}";
            if (sequence < _expected || !IsBeforeWanted(sequence))
            {
                throw context.Corrupt(segment.File, reader.Position, _expected, found);
            }

            Warn(segment, reader.Position, found);
        }

        _expected = sequence + 1;
        if (visitor is not null && (sequence >= context.FromSequence || context.All))
        {
            RecordCount++;
            visitor.OnRecord(
                sequence, reader.Type, reader.Payload, new RecordPosition(segment.File, reader.Position));
        }
    }

    /// <summary>Goes to the record behind damage that is of no matter, or finds that the journal ends here.</summary>
    /// <returns>False at a torn end.</returns>
    private bool SkipDamage(CatalogSegment segment, SegmentReader reader, bool isLast)
    {
        var position = reader.Position;
        var found = reader.Problem;
        if (!reader.Seek(_expected))
        {
            if (!isLast)
            {
                throw context.Corrupt(segment.File, position, _expected, found);
            }

            Torn = new TornTail(segment.File, position, reader.Length - position);
            return false;
        }

        if (!IsBeforeWanted(reader.Sequence))
        {
            throw context.Corrupt(
                segment.File, position, _expected, $"{found}, and record {reader.Sequence} behind it");
        }

        Warn(segment, position, found);
        _expected = reader.Sequence;
        return true;
    }

    /// <summary>A crash while a segment is begun leaves less than a header, or zeros, and never a record.</summary>
    private void ReadHeaderless(CatalogSegment segment, bool isLast)
    {
        if (!isLast || (segment.Bytes > FileHeader.SizeBytes && !IsZeros(segment)))
        {
            throw context.Corrupt(segment.File, 0, _expected, StorageErrors.Describe(segment.State));
        }

        Torn = new TornTail(segment.File, 0, segment.Bytes);
    }

    private bool IsZeros(CatalogSegment segment)
    {
        using var stream = context.Files.OpenRead(segment.File);
        var buffer = new byte[64 << 10];
        while (true)
        {
            var count = stream.Read(buffer);
            if (count == 0 || buffer.AsSpan(0, count).ContainsAnyExcept((byte)0))
            {
                return count == 0;
            }
        }
    }

    private void CheckHeader(CatalogSegment segment)
    {
        if (segment.Header.JournalId != context.JournalId)
        {
            throw context.Corrupt(
                segment.File,
                0,
                _expected,
                $"a segment of journal {segment.Header.JournalId}, while this one is {context.JournalId}");
        }

        if (segment.Header.Sequence != segment.FirstSequence)
        {
            throw context.Corrupt(
                segment.File, 0, _expected, $"a segment that begins with record {segment.Header.Sequence}");
        }
    }

    private bool IsBeforeWanted(long sequence) => !context.All && sequence <= context.FromSequence;

    private void Warn(CatalogSegment segment, long position, string found) => context.Warnings.Add(
        $"{segment.File} in {context.Files.Name}, byte {position}: expected record {_expected}, found {found}. "
        + "What is missing is older than what is needed.");

    private JournalCorruptException Missing(CatalogSegment segment, long expected) => context.Corrupt(
        segment.File,
        0,
        expected,
        $"record {segment.FirstSequence}: the segment with the records from {expected} on is missing");
}
