namespace TradingEngine.Journal.Storage;

/// <summary>The writer of a journal: numbered records that go to disk in groups.</summary>
/// <remarks>
/// All members may be called from any thread. <see cref="Append"/> copies into memory and never waits for the disk; a
/// caller whose own state must change in the order of the records calls it under a lock of its own. One thread has the
/// turn while the disk works; Append needs only the append lock, which is held for a copy or for a swap of the two
/// buffers. After the first failure of the disk nothing is written any more: what a failed fsync leaves in memory may
/// look clean and be lost. The caller holds the directory's lock (<see cref="IJournalFiles.Lock"/>).
/// </remarks>
internal sealed class JournalLog : IDisposable
{
    private readonly Lock _appendLock = new();
    private readonly CommitTurn _turn = new();
    private readonly Lock _upkeepLock = new();
    private readonly IJournalFiles _files;
    private readonly int _segmentBytesMax;
    private readonly long _seed;
    private readonly SegmentWriter _segments;
    private readonly JournalUpkeep _upkeep;
    private readonly DiskFailure _failure = new();

    private AppendBuffer _filling = new();
    private AppendBuffer _writing = new();
    private long _lastSequence;
    private long _writtenSequence;
    private long _durableSequence;
    private long _appendedBytes;
    private long _bytesWritten;
    private long _writeCount;
    private long _syncCount;
    private bool _isDisposed;

    private JournalLog(IJournalFiles files, JournalLogOptions options, JournalScan scan)
    {
        _files = files;
        _segmentBytesMax = options.SegmentBytesMax;
        JournalId = scan.JournalId ?? options.NewJournalId ?? Guid.NewGuid();
        _seed = FileHeader.SeedOf(JournalId);
        _segments = new SegmentWriter(files, JournalId, options.Clock, scan);
        _upkeep = new JournalUpkeep(files, JournalId, scan);
        _lastSequence = _writtenSequence = _durableSequence = scan.LastSequence;
    }

    /// <summary>The same in all files of this journal.</summary>
    public Guid JournalId { get; }

    /// <summary>The last record that was appended, 0 before the first. A volatile read.</summary>
    public long LastSequence => Volatile.Read(ref _lastSequence);

    /// <summary>All records up to here survive the end of the process. A volatile read.</summary>
    public long WrittenSequence => Volatile.Read(ref _writtenSequence);

    /// <summary>All records up to here survive the end of the machine. A volatile read.</summary>
    public long DurableSequence => Volatile.Read(ref _durableSequence);

    /// <summary>Bytes of records that are in memory only; who appends keeps it small by waiting.</summary>
    /// <remarks>The two numbers are read one after the other, so the difference can be a moment old.</remarks>
    public long BufferedBytes => Math.Max(0, Volatile.Read(ref _appendedBytes) - BytesWritten);

    /// <summary>Bytes of records that were handed to the operating system.</summary>
    public long BytesWritten => Volatile.Read(ref _bytesWritten);

    /// <summary>How often records were handed to the operating system.</summary>
    public long WriteCount => Volatile.Read(ref _writeCount);

    /// <summary>How often records were made durable.</summary>
    public long SyncCount => Volatile.Read(ref _syncCount);

    /// <summary>What the disk failed with, null while it has not.</summary>
    public Exception? Failure => _failure.Cause;

    /// <summary>All segments, the one that is written last. Waits while the disk works.</summary>
    public IReadOnlyList<SegmentInfo> Segments
    {
        get
        {
            _turn.Enter();
            try
            {
                return _segments.List(WrittenSequence);
            }
            finally
            {
                _turn.Exit();
            }
        }
    }

    /// <summary>Goes on after what a scan found, or begins a journal.</summary>
    /// <exception cref="InvalidOperationException">The scan found what only a repair may change.</exception>
    /// <exception cref="JournalFailedException">The directory cannot be written.</exception>
    public static JournalLog Open(IJournalFiles files, JournalLogOptions options, JournalScan scan)
    {
        options.Validate();
        if (scan.NeedsRepair)
        {
            throw new InvalidOperationException(
                $"The journal in {files.Name} is not in order; scan it with Repair before it is written.");
        }

        try
        {
            return new JournalLog(files, options, scan);
        }
        catch (Exception exception)
        {
            throw new JournalFailedException(
                files.Name, FileNames.OfSegment(scan.LastSequence + 1), scan.LastSequence, exception);
        }
    }

    /// <summary>Adds a record in memory. It is on disk after <see cref="Write"/> or <see cref="Sync"/>.</summary>
    /// <param name="type">What the payload is; the journal does not look at it.</param>
    /// <param name="payload">At most <see cref="RecordFormat.PayloadBytesMax"/> bytes; copied.</param>
    /// <returns>
    /// The record's sequence. After a failure the record is dropped, and the sequence is the one that it would have.
    /// </returns>
    /// <exception cref="ArgumentException">The payload is too large.</exception>
    public long Append(byte type, ReadOnlySpan<byte> payload)
    {
        if (payload.Length > RecordFormat.PayloadBytesMax)
        {
            throw new ArgumentException(
                $"A payload of {payload.Length} bytes is over the limit of {RecordFormat.PayloadBytesMax}.",
                nameof(payload));
        }

        lock (_appendLock)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, this);
            var sequence = _lastSequence + 1;
            if (Failure is null)
            {
                _filling.Add(type, sequence, payload, _seed);
                Volatile.Write(ref _appendedBytes, _appendedBytes + payload.Length + RecordFormat.OverheadBytes);
            }

            Volatile.Write(ref _lastSequence, sequence);
            return sequence;
        }
    }

    /// <summary>Returns when all records up to this one are handed to the operating system.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No such record was appended.</exception>
    /// <exception cref="JournalFailedException">The disk failed, now or before.</exception>
    public void Write(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, LastSequence);
        if (WrittenSequence < sequence && _turn.EnterUnless(ref _writtenSequence, sequence))
        {
            Commit(withSync: false);
        }
    }

    /// <summary>Returns when all records up to this one are durable.</summary>
    /// <remarks>
    /// Whoever gets the turn first writes and syncs what all have appended by then; who waited for it meanwhile finds
    /// its record durable.
    /// </remarks>
    /// <exception cref="ArgumentOutOfRangeException">No such record was appended.</exception>
    /// <exception cref="JournalFailedException">The disk failed, now or before.</exception>
    public void Sync(long sequence)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(sequence, LastSequence);
        if (DurableSequence < sequence && _turn.EnterUnless(ref _durableSequence, sequence))
        {
            Commit(withSync: true);
        }
    }

    /// <summary>
    /// Ends the segment and begins another, unless it has no records: what is appended later stands there.
    /// </summary>
    /// <exception cref="JournalFailedException">The disk failed, now or before.</exception>
    public void Roll()
    {
        _turn.Enter();
        try
        {
            ThrowIfUnusable();
            WriteOut();
            if (!_segments.IsEmpty)
            {
                StartSegment();
            }
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw Fail(_segments.FileName, exception);
        }
        finally
        {
            _turn.Exit();
        }
    }

    /// <summary>
    /// Makes all records up to <paramref name="sequence"/> durable, then writes what stands for them; the newest two
    /// snapshots are kept.
    /// </summary>
    /// <param name="sequence">The last record that the snapshot covers, above that of the newest snapshot.</param>
    /// <param name="payload">At most 1 GiB.</param>
    /// <param name="nowTicks">The time, in UTC ticks of 100 ns.</param>
    /// <exception cref="ArgumentException">The payload is too large, or no such record was appended.</exception>
    /// <exception cref="JournalFailedException">The disk failed, now or before.</exception>
    public void WriteSnapshot(long sequence, ReadOnlyMemory<byte> payload, long nowTicks)
    {
        lock (_upkeepLock)
        {
            _upkeep.CheckSnapshot(sequence, payload.Length);
            Sync(sequence);
            ThrowIfUnusable();
            try
            {
                _upkeep.WriteSnapshot(sequence, payload.Span, nowTicks);
            }
            catch (Exception exception)
            {
                throw Fail(FileNames.OfSnapshot(sequence), exception);
            }
        }
    }

    /// <summary>
    /// Deletes the oldest segments: those with records below <paramref name="sequence"/> only, begun before <paramref
    /// name="createdBeforeTicks"/>. Never the newest one, and none that one of the kept snapshots does not cover.
    /// </summary>
    /// <param name="sequence">The first record that must stay.</param>
    /// <param name="createdBeforeTicks">UTC ticks of 100 ns.</param>
    /// <param name="archive">Gets the file's name before it is deleted; where it throws, the file stays.</param>
    /// <returns>How many were deleted.</returns>
    /// <exception cref="JournalFailedException">The disk failed, now or before.</exception>
    public int RemoveSegmentsBefore(long sequence, long createdBeforeTicks, Action<string>? archive)
    {
        lock (_upkeepLock)
        {
            ThrowIfUnusable();
            var removed = 0;
            foreach (var segment in _upkeep.FindRemovable(Segments, sequence, createdBeforeTicks))
            {
                archive?.Invoke(segment.File);
                Remove(segment);
                removed++;
            }

            return removed;
        }
    }

    /// <summary>Makes what was appended durable, where the disk has not failed, and closes the files.</summary>
    public void Dispose()
    {
        _turn.Enter();
        try
        {
            if (!TryEnd())
            {
                return;
            }

            if (Failure is null && DurableSequence < LastSequence)
            {
                WriteOut();
                SyncSegment();
            }
        }
        catch (Exception exception)
        {
            _ = Fail(_segments.FileName, exception);
        }
        finally
        {
            _segments.Dispose();
            _turn.Exit();
        }
    }

    /// <summary>Works for all that wait; has the turn, and gives it back.</summary>
    private void Commit(bool withSync)
    {
        try
        {
            ThrowIfUnusable();
            WriteOut();
            if (withSync)
            {
                SyncSegment();
            }
        }
        catch (Exception exception) when (IsOfDisk(exception))
        {
            throw Fail(_segments.FileName, exception);
        }
        finally
        {
            _turn.Exit();
        }
    }

    private void WriteOut()
    {
        var buffer = SwapBuffers();
        if (buffer.Length == 0)
        {
            return;
        }

        if (_segments.Length >= _segmentBytesMax)
        {
            StartSegment();
        }

        _segments.Write(buffer.Bytes);
        Volatile.Write(ref _writeCount, _writeCount + 1);
        Volatile.Write(ref _bytesWritten, _bytesWritten + buffer.Length);
        Volatile.Write(ref _writtenSequence, buffer.LastSequence);
        buffer.Clear();
    }

    private AppendBuffer SwapBuffers()
    {
        lock (_appendLock)
        {
            (_filling, _writing) = (_writing, _filling);
            return _writing;
        }
    }

    private void StartSegment()
    {
        // A segment that has one after it is complete: that is how a reader knows damage from a torn tail.
        SyncSegment();
        _segments.StartNext(WrittenSequence + 1);
    }

    private void SyncSegment()
    {
        if (DurableSequence == WrittenSequence)
        {
            return;
        }

        _segments.Sync();
        Volatile.Write(ref _syncCount, _syncCount + 1);
        Volatile.Write(ref _durableSequence, _writtenSequence);
    }

    private void Remove(SegmentInfo segment)
    {
        try
        {
            // One by one, so that a crash cannot undo an earlier deletion only and leave a gap.
            _files.Delete(segment.File);
            _files.SyncDirectory();
        }
        catch (Exception exception)
        {
            throw Fail(segment.File, exception);
        }

        _turn.Enter();
        _segments.Forget(segment);
        _turn.Exit();
    }

    /// <returns>False where the journal was closed before.</returns>
    private bool TryEnd()
    {
        lock (_appendLock)
        {
            var isFirst = !_isDisposed;
            _isDisposed = true;
            return isFirst;
        }
    }

    private static bool IsOfDisk(Exception exception) =>
        exception is not (JournalFailedException or ObjectDisposedException);

    private void ThrowIfUnusable()
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        if (_failure.ToException(_files.Name, DurableSequence) is { } exception)
        {
            throw exception;
        }
    }

    private JournalFailedException Fail(string file, Exception exception)
    {
        _failure.Set(file, exception);
        return new JournalFailedException(_files.Name, file, DurableSequence, exception);
    }
}
