namespace TradingEngine.Journal.Storage;

/// <summary>What reading a journal found, and where its writer goes on.</summary>
internal sealed record JournalScan
{
    /// <summary>The same in all files of the journal; null where there is none yet.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>The last record that the snapshot covers which the visitor was given, 0 without one.</summary>
    public long SnapshotSequence { get; init; }

    /// <summary>The first record that the segments hold, 0 where they hold none.</summary>
    public long FirstSequence { get; init; }

    /// <summary>The last sequence that was used, 0 in an empty journal; the writer goes on with the next.</summary>
    public long LastSequence { get; init; }

    /// <summary>Records that the visitor was given.</summary>
    public long RecordCount { get; init; }

    /// <summary>Segments that were found.</summary>
    public int SegmentCount { get; init; }

    /// <summary>The size of all segments that were found.</summary>
    public long Bytes { get; init; }

    /// <summary>What a crash left unfinished at the end, null where nothing.</summary>
    public TornTail? Torn { get; init; }

    public long TornBytes => Torn?.Bytes ?? 0;

    public string? TornFile => Torn?.File;

    public long TornPosition => Torn?.Position ?? 0;

    /// <summary>Intact records that were given up with <see cref="JournalScanOptions.FromLastSnapshot"/>.</summary>
    public long SkippedRecords { get; init; }

    /// <summary>The size of the segments that hold them, or are damaged.</summary>
    public long SkippedBytes { get; init; }

    /// <summary>Damage that was of no matter, in words.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    public bool IsEmpty => LastSequence == 0;

    /// <summary>
    /// Whether the journal can be written only after a scan with <see cref="JournalScanOptions.Repair"/>.
    /// </summary>
    public bool NeedsRepair { get; init; }

    /// <summary>The segments that are in use now.</summary>
    public IReadOnlyList<SegmentInfo> Segments { get; init; } = [];

    /// <summary>Whether the last segment was read to its end and takes more records.</summary>
    public bool CanAppend { get; init; }

    /// <summary>The newest snapshot that is readable now, 0 without one.</summary>
    public long KeptSnapshot { get; init; }

    /// <summary>The one before it, 0 without one.</summary>
    public long OlderSnapshot { get; init; }

    /// <summary>Gives a visitor the newest snapshot and the records from those on that it wants.</summary>
    /// <remarks>
    /// Nothing is changed without <see cref="JournalScanOptions.Repair"/>. What the visitor throws comes out. Before an
    /// exception the visitor may have got the records before the damage.
    /// </remarks>
    /// <exception cref="JournalCorruptException">Records are missing or damaged.</exception>
    /// <exception cref="JournalFormatException">Another version, or another kind of machine, wrote a file.</exception>
    /// <exception cref="UnauthorizedAccessException">The user has not the rights; the message says which.</exception>
    public static JournalScan Read(IJournalFiles files, JournalScanOptions options, IRecordVisitor visitor)
    {
        try
        {
            return new JournalReader(files, options, visitor).Read();
        }
        catch (UnauthorizedAccessException exception)
        {
            throw StorageErrors.AccessDenied(files.Name, exception);
        }
    }
}
