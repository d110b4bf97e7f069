using TradingEngine.Journal;
using TradingEngine.Journal.Storage;

namespace TradingEngine.Runner.Journal;

/// <summary>
/// Goes through a journal from one of its last records on, over all segments, as far as it is written.
/// </summary>
internal sealed class JournalTail
{
    private readonly DirectoryFiles _files;
    private readonly byte[] _buffer = SegmentReader.NewBuffer(long.MaxValue);
    private SegmentTail? _segment;
    private long _next = 1;

    /// <summary>Begins so many records before the end.</summary>
    public JournalTail(DirectoryFiles files, int recordCount)
    {
        _files = files;
        var segments = JournalCatalog.Read(files).Segments;
        if (segments.Count > 0)
        {
            _next = Math.Max(segments[0].FirstSequence, LastSequenceOf(segments[^1]) - recordCount + 1);
        }
    }

    /// <summary>Bytes behind the last whole record.</summary>
    public long RestBytes => _segment?.RestBytes ?? 0;

    /// <summary>The file that is read; null where there is none.</summary>
    public string? File => _segment?.File;

    /// <summary>Reads what was added since.</summary>
    /// <exception cref="InvalidDataException">A record in the middle is damaged or of a newer version.</exception>
    public void Read(Action<JournalRecord> take)
    {
        while (TryReadSegment(take) && FindSuccessor() is { } successor)
        {
            // A segment that has one after it gets no more; what it got meanwhile comes first.
            if (!TryReadSegment(take))
            {
                return;
            }

            if (_segment!.LastSequence + 1 < successor)
            {
                throw new InvalidDataException(
                    $"{File} is damaged behind record {_segment.LastSequence}; journal verify says how.");
            }

            _segment = null;
        }
    }

    private long LastSequenceOf(CatalogSegment segment)
    {
        if (segment.State != HeaderState.Valid)
        {
            return segment.FirstSequence - 1;
        }

        var tail = new SegmentTail(_files, segment, _buffer);
        tail.Read(_ => { });
        return tail.LastSequence;
    }

    /// <returns>False where there is no segment.</returns>
    private bool TryReadSegment(Action<JournalRecord> take)
    {
        _segment ??= FindSegment();
        if (_segment is null)
        {
            return false;
        }

        try
        {
            _segment.Read(record => TakeFrom(record, take));
            return true;
        }
        catch (FileNotFoundException)
        {
            // It was put aside or removed; the next look finds what stands in its place.
            _segment = null;
            return false;
        }
    }

    private void TakeFrom(JournalRecord record, Action<JournalRecord> take)
    {
        if (record.Sequence < _next)
        {
            return;
        }

        if (record.Sequence > _next)
        {
            Console.Error.WriteLine($"The records {_next} to {record.Sequence - 1} are not there any more.");
        }

        _next = record.Sequence + 1;
        take(record);
    }

    /// <summary>The first sequence of the segment after the one that is read; null while there is none.</summary>
    private long? FindSuccessor()
    {
        long? successor = null;
        foreach (var name in _files.List())
        {
            if (FileNames.IsSegment(name, out var first) && first > _segment!.LastSequence && name != File)
            {
                successor = Math.Min(first, successor ?? first);
            }
        }

        return successor;
    }

    /// <summary>The segment with the next record, or where it will be; null where there is none yet.</summary>
    private SegmentTail? FindSegment()
    {
        var catalog = JournalCatalog.Read(_files);
        if (catalog.Segments.Count == 0)
        {
            return null;
        }

        var index = catalog.IndexOf(_next);
        var segment = catalog.Segments[index];
        if (segment.State == HeaderState.Valid)
        {
            return new SegmentTail(_files, segment, _buffer);
        }

        // The newest may be begun at this moment.
        return index == catalog.Segments.Count - 1
            ? null
            : throw new InvalidDataException($"{segment.File} has no valid header; journal verify says more.");
    }
}
