using TradingEngine.Journal;
using TradingEngine.Journal.Storage;

namespace TradingEngine.Runner.Journal;

/// <summary>Reads the records of one segment as far as they are written, and later those that were added.</summary>
/// <remarks>
/// The file is opened by its name for each reading: an engine that starts again puts a copy in its place.
/// </remarks>
internal sealed class SegmentTail
{
    private readonly DirectoryFiles _files;
    private readonly byte[] _buffer;
    private readonly long _seed;
    private long _position = FileHeader.SizeBytes;

    /// <param name="files">The directory.</param>
    /// <param name="segment">A segment with a valid header.</param>
    /// <param name="buffer">From <see cref="SegmentReader.NewBuffer"/>.</param>
    public SegmentTail(DirectoryFiles files, CatalogSegment segment, byte[] buffer)
    {
        _files = files;
        _buffer = buffer;
        _seed = FileHeader.SeedOf(segment.Header.JournalId);
        File = segment.File;
        LastSequence = segment.FirstSequence - 1;
    }

    /// <summary>The name of its file.</summary>
    public string File { get; }

    /// <summary>The last record that was read.</summary>
    public long LastSequence { get; private set; }

    /// <summary>Bytes behind the last whole record, when it was read last.</summary>
    public long RestBytes { get; private set; }

    /// <summary>Reads what was added since.</summary>
    /// <param name="take">Gets each record.</param>
    /// <exception cref="FileNotFoundException">The file is gone.</exception>
    public void Read(Action<JournalRecord> take)
    {
        using var stream = _files.OpenRead(File);

        // The reader skips a header; what stands before the position is passed off as one.
        var start = _position - FileHeader.SizeBytes;
        stream.Position = start;
        using var reader = new SegmentReader(stream, _seed, _buffer);
        while (reader.Next() == ReadState.Record)
        {
            take(JournalRecord.Read(reader.Sequence, reader.Type, reader.Payload));
            LastSequence = reader.Sequence;
        }

        _position = start + reader.Position;
        RestBytes = stream.Length - _position;
    }
}
