namespace TradingEngine.Journal.Storage;

/// <summary>One scan: the snapshot, then the records, then what has to be repaired.</summary>
internal sealed class JournalReader(IJournalFiles files, JournalScanOptions options, IRecordVisitor visitor)
{
    private readonly List<string> _warnings = [];

    private FileHeader _snapshot;
    private ReadOnlyMemory<byte> _payload;
    private long _olderSnapshot;

    public JournalScan Read()
    {
        var catalog = JournalCatalog.Read(files);
        FindSnapshot(catalog);
        if (_snapshot.Sequence > 0)
        {
            visitor.OnSnapshot(_snapshot.Sequence, _payload.Span);
        }

        var from = visitor.FromSequence(_snapshot.Sequence);
        var context = new ScanContext(files, catalog, _warnings)
        {
            SnapshotSequence = _snapshot.Sequence,
            FromSequence = options.All ? 1 : Math.Min(from, _snapshot.Sequence + 1),
            All = options.All,
            JournalId = FindJournalId(catalog),
        };
        return options.FromLastSnapshot && context.SnapshotSequence > 0 && FindDamage(context) is { } damage
            ? GoBack(context, damage)
            : ReadRecords(context);
    }

    private void FindSnapshot(JournalCatalog catalog)
    {
        foreach (var sequence in catalog.Snapshots)
        {
            if (_snapshot.Sequence > 0 && !options.All)
            {
                _olderSnapshot = sequence;
                return;
            }

            var name = FileNames.OfSnapshot(sequence);
            var problem = SnapshotFile.TryRead(files, name, out var header, out var payload);
            if (problem is not null)
            {
                _warnings.Add(
                    $"{name} in {files.Name} is damaged: found {problem}. An older snapshot and more "
                    + "records stand in.");
            }
            else if (_snapshot.Sequence == 0)
            {
                (_snapshot, _payload) = (header, payload);
            }
            else if (_olderSnapshot == 0)
            {
                _olderSnapshot = sequence;
            }
        }
    }

    private Guid FindJournalId(JournalCatalog catalog)
    {
        if (_snapshot.Sequence > 0)
        {
            return _snapshot.JournalId;
        }

        foreach (var segment in catalog.Segments)
        {
            if (segment.State == HeaderState.Valid)
            {
                return segment.Header.JournalId;
            }
        }

        return Guid.Empty;
    }

    /// <summary>Reads all once before the visitor gets anything, because it cannot give records back.</summary>
    private static JournalCorruptException? FindDamage(ScanContext context)
    {
        try
        {
            new RecordPass(context with { Warnings = [] }, visitor: null).Read();
            return null;
        }
        catch (JournalCorruptException exception)
        {
            return exception;
        }
    }

    private JournalScan ReadRecords(ScanContext context)
    {
        var pass = new RecordPass(context, visitor);
        pass.Read();
        var needsRepair = pass.Torn is not null || context.Catalog.Temporary.Count > 0;
        if (needsRepair && options.Repair)
        {
            Repair(context.Catalog, pass.Torn);
            needsRepair = false;
        }

        var segments = SegmentsOf(context.Catalog, pass);
        return Describe(context) with
        {
            Segments = segments,
            FirstSequence = segments.Count > 0 && pass.LastSequence > 0 ? segments[0].FirstSequence : 0,
            LastSequence = pass.LastSequence,
            RecordCount = pass.RecordCount,
            Torn = pass.Torn,
            CanAppend = pass.CanAppend,
            NeedsRepair = needsRepair,
            KeptSnapshot = _snapshot.Sequence,
            OlderSnapshot = _olderSnapshot,
        };
    }

    private JournalScan GoBack(ScanContext context, JournalCorruptException damage)
    {
        var fallback = new SnapshotFallback(context, visitor);
        fallback.Read();
        if (options.Repair)
        {
            fallback.Repair(_snapshot, _payload.Span);
            Repair(context.Catalog, torn: null);
        }

        _warnings.Add(
            $"{damage.Message} Went back to the snapshot of record {_snapshot.Sequence}; {fallback.SkippedRecords} "
            + "intact records after it were given up.");
        return Describe(context) with
        {
            Segments = [],
            LastSequence = fallback.HighestSequence,
            RecordCount = fallback.RecordCount,
            SkippedRecords = fallback.SkippedRecords,
            SkippedBytes = fallback.SkippedBytes,
            NeedsRepair = !options.Repair,
            KeptSnapshot = fallback.HighestSequence,
            OlderSnapshot = _snapshot.Sequence < fallback.HighestSequence ? _snapshot.Sequence : 0,
        };
    }

    private JournalScan Describe(ScanContext context)
    {
        var bytes = 0L;
        foreach (var segment in context.Catalog.Segments)
        {
            bytes += segment.Bytes;
        }

        return new JournalScan
        {
            JournalId = context.JournalId == Guid.Empty ? null : context.JournalId,
            SnapshotSequence = _snapshot.Sequence,
            SegmentCount = context.Catalog.Segments.Count,
            Bytes = bytes,
            Warnings = _warnings,
        };
    }

    private void Repair(JournalCatalog catalog, TornTail? torn)
    {
        if (torn is { Position: > 0 })
        {
            using var file = files.OpenForAppend(torn.File);
            file.Truncate(torn.Position);
            file.Sync();
        }
        else if (torn is not null)
        {
            files.Delete(torn.File);
        }

        foreach (var name in catalog.Temporary)
        {
            files.Delete(name);
        }

        files.SyncDirectory();
    }

    /// <summary>The segments that the writer goes on with.</summary>
    private static List<SegmentInfo> SegmentsOf(JournalCatalog catalog, RecordPass pass)
    {
        var result = new List<SegmentInfo>();
        for (var i = 0; i < catalog.Segments.Count; i++)
        {
            var segment = catalog.Segments[i];
            var isLast = i == catalog.Segments.Count - 1;
            if (isLast && pass.Torn is { Position: 0 })
            {
                break;
            }

            var last = isLast ? pass.LastSequence : catalog.Segments[i + 1].FirstSequence - 1;
            var bytes = segment.Bytes - (isLast ? pass.Torn?.Bytes ?? 0 : 0);
            result.Add(new SegmentInfo(segment.File, segment.FirstSequence, last, segment.Header.CreatedTicks, bytes));
        }

        return result;
    }
}
