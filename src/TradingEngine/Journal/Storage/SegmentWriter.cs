namespace TradingEngine.Journal.Storage;

/// <summary>The segment that is written, and the list of all. One thread at a time.</summary>
internal sealed class SegmentWriter : IDisposable
{
    private const int CopyBytes = 64 << 10;

    private readonly IJournalFiles _files;
    private readonly Guid _journalId;
    private readonly TimeProvider _clock;
    private readonly List<SegmentInfo> _ended = [];

    private IJournalFile _file;
    private FileHeader _header;

    /// <summary>Goes on in the last segment that a scan has read to its end, else in a new one.</summary>
    public SegmentWriter(IJournalFiles files, Guid journalId, TimeProvider clock, JournalScan scan)
    {
        _files = files;
        _journalId = journalId;
        _clock = clock;
        _ended.AddRange(scan.Segments);
        if (scan.CanAppend)
        {
            var last = _ended[^1];
            _ended.RemoveAt(_ended.Count - 1);
            _header = new FileHeader(journalId, last.FirstSequence, last.CreatedTicks);
            _file = Rewrite(last);
        }
        else
        {
            _file = Create(scan.LastSequence + 1);
        }
    }

    public string FileName => FileNames.OfSegment(_header.Sequence);

    public long Length => _file.Length;

    public bool IsEmpty => _file.Length == FileHeader.SizeBytes;

    public void Write(ReadOnlySpan<byte> bytes) => _file.Write(bytes);

    public void Sync() => _file.Sync();

    /// <summary>Ends the segment, all of which must be durable, and begins another.</summary>
    public void StartNext(long firstSequence)
    {
        _ended.Add(Current(firstSequence - 1));
        _file.Dispose();
        _file = Create(firstSequence);
    }

    /// <summary>All segments, the one that is written last.</summary>
    public List<SegmentInfo> List(long lastSequence) => [.. _ended, Current(lastSequence)];

    /// <summary>Forgets the oldest segment, whose file is gone.</summary>
    public void Forget(SegmentInfo segment) => _ended.Remove(segment);

    public void Dispose() => _file.Dispose();

    private SegmentInfo Current(long lastSequence) =>
        new(FileName, _header.Sequence, lastSequence, _header.CreatedTicks, _file.Length);

    /// <summary>Writes the segment anew and goes on in the copy.</summary>
    /// <remarks>
    /// What a process wrote that was killed may be in the system's memory only; and where its last fsync failed, those
    /// pages may count as clean, so that another fsync would succeed without writing them. Only a copy is sure.
    /// </remarks>
    private IJournalFile Rewrite(SegmentInfo segment)
    {
        var temporary = segment.File + FileNames.TemporaryEnding;
        _files.Delete(temporary);
        var copy = _files.Create(temporary);
        try
        {
            using (var original = _files.OpenRead(segment.File))
            {
                CopyTo(original, copy);
            }

            copy.Sync();
            _files.Rename(temporary, segment.File);
            _files.SyncDirectory();
            return copy;
        }
        catch
        {
            copy.Dispose();
            throw;
        }
    }

    private static void CopyTo(Stream original, IJournalFile copy)
    {
        var block = new byte[CopyBytes];
        var count = original.Read(block);
        while (count > 0)
        {
            copy.Write(block.AsSpan(0, count));
            count = original.Read(block);
        }
    }

    /// <remarks>
    /// Header and name are durable before the first record is, so only a crash here leaves a bad header.
    /// </remarks>
    private IJournalFile Create(long firstSequence)
    {
        _header = new FileHeader(_journalId, firstSequence, _clock.GetUtcNow().UtcTicks);
        Span<byte> bytes = stackalloc byte[FileHeader.SizeBytes];
        _header.Write(bytes, FileHeader.SegmentMagic);
        var file = _files.Create(FileName);
        try
        {
            file.Write(bytes);
            file.Sync();
            _files.SyncDirectory();
            return file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }
}
