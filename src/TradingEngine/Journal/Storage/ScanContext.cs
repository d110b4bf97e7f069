namespace TradingEngine.Journal.Storage;

/// <summary>What a pass over the records needs to know.</summary>
internal sealed record ScanContext(IJournalFiles Files, JournalCatalog Catalog, List<string> Warnings)
{
    private readonly byte[] _buffer = SegmentReader.NewBuffer(Catalog.LargestSegmentBytes);

    /// <summary>The last record that the readable snapshot covers, 0 without one.</summary>
    public long SnapshotSequence { get; init; }

    /// <summary>The first record that is wanted.</summary>
    public long FromSequence { get; init; }

    /// <summary>Whether damage counts that lies before what is wanted.</summary>
    public bool All { get; init; }

    public Guid JournalId { get; init; }

    /// <summary>Opens a segment; one at a time.</summary>
    public SegmentReader OpenSegment(CatalogSegment segment) =>
        new(Files.OpenRead(segment.File), FileHeader.SeedOf(JournalId), _buffer);

    public JournalCorruptException Corrupt(string file, long position, long expectedSequence, string found)
    {
        var advice = SnapshotSequence > 0 ? StorageErrors.RestoreAdvice : StorageErrors.NoSnapshotAdvice;
        return new JournalCorruptException(Files.Name, file, position, expectedSequence, found, advice);
    }
}
