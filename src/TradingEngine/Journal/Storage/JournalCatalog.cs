namespace TradingEngine.Journal.Storage;

/// <summary>Which files of a journal there are.</summary>
internal sealed class JournalCatalog
{
    private readonly List<CatalogSegment> _segments = [];
    private readonly List<long> _snapshots = [];
    private readonly List<string> _temporary = [];

    /// <summary>Segments by their first sequence.</summary>
    public IReadOnlyList<CatalogSegment> Segments => _segments;

    /// <summary>What snapshots cover, by their names, the newest first.</summary>
    public IReadOnlyList<long> Snapshots => _snapshots;

    /// <summary>Files that a crash left half-written.</summary>
    public IReadOnlyList<string> Temporary => _temporary;

    /// <summary>The highest sequence that a snapshot's name tells of, 0 without one.</summary>
    public long HighestSnapshot => _snapshots.Count > 0 ? _snapshots[0] : 0;

    public long LargestSegmentBytes { get; private set; }

    /// <summary>Reads the directory and the header of each segment.</summary>
    /// <exception cref="JournalFormatException">Another version has written one of them.</exception>
    public static JournalCatalog Read(IJournalFiles files)
    {
        var catalog = new JournalCatalog();
        foreach (var name in files.List())
        {
            if (FileNames.IsSegment(name, out var firstSequence))
            {
                var segment = ReadSegment(files, name, firstSequence);
                catalog._segments.Add(segment);
                catalog.LargestSegmentBytes = Math.Max(catalog.LargestSegmentBytes, segment.Bytes);
            }
            else if (FileNames.IsSnapshot(name, out var sequence))
            {
                catalog._snapshots.Add(sequence);
            }
            else if (FileNames.IsTemporary(name))
            {
                catalog._temporary.Add(name);
            }
        }

        catalog._segments.Sort((left, right) => left.FirstSequence.CompareTo(right.FirstSequence));
        catalog._snapshots.Sort((left, right) => right.CompareTo(left));
        return catalog;
    }

    /// <summary>The last segment that begins at this record or before it; the first one where none does.</summary>
    public int IndexOf(long sequence)
    {
        var index = 0;
        while (index + 1 < _segments.Count && _segments[index + 1].FirstSequence <= sequence)
        {
            index++;
        }

        return index;
    }

    private static CatalogSegment ReadSegment(IJournalFiles files, string name, long firstSequence)
    {
        using var stream = files.OpenRead(name);
        Span<byte> bytes = stackalloc byte[FileHeader.SizeBytes];
        var count = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var state = FileHeader.Read(bytes[..count], FileHeader.SegmentMagic, out var header);
        StorageErrors.ThrowIfUnreadable(files.Name, name, state);
        return new CatalogSegment(name, firstSequence, state, header, stream.Length);
    }
}
