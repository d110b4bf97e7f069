using TradingEngine.Journal.Storage;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.Risk;

namespace TradingEngine.Journal;

/// <summary>
/// The journal of an engine's orders. Lanes record what is about to leave, the egress what has happened; one lock
/// covers making a record, adding it in memory and folding it, never the disk.
/// </summary>
internal sealed class OrderJournal
{
    private readonly object _gate = new();
    private readonly RecordWriter _writer = new();
    private readonly RecordWriter _snapshotWriter = new();
    private readonly Func<IJournalFiles> _openFiles;
    private readonly JournalOptions _options;
    private readonly TimeProvider _timeProvider;
    private readonly JournalState _state;
    private JournalLog? _log;
    private IDisposable? _lock;
    private long _snapshotSequence;

    public OrderJournal(
        Func<IJournalFiles> openFiles,
        JournalOptions options,
        PositionLedger positions,
        int signalCapacity,
        TimeProvider timeProvider)
    {
        _openFiles = openFiles;
        _options = options;
        _timeProvider = timeProvider;
        _state = new JournalState(positions, signalCapacity);
    }

    /// <summary>Which events the sinks are done with.</summary>
    public Publications Publications { get; } = new();

    /// <summary>True between <see cref="Open"/> and <see cref="Close"/>.</summary>
    public bool IsOpen { get; private set; }

    /// <summary>Why it is not written any more; null while it is.</summary>
    public Exception? Failure => _log?.Failure;

    /// <summary>True where an order of a trader with this durability must not leave without its record.</summary>
    public bool IsRequiredFor(OrderDurability durability) =>
        durability == OrderDurability.BeforeSend || _options.WhenUnavailable == JournalOutage.AllRefused;

    /// <summary>Takes the directory, reads what is there, cuts off what a crash left half-written.</summary>
    /// <exception cref="JournalLockedException">Another engine has the directory.</exception>
    /// <exception cref="JournalCorruptException">A file is damaged; the message says what to do.</exception>
    /// <exception cref="JournalFormatException">Another version or another kind of machine wrote it.</exception>
    /// <exception cref="JournalFailedException">It cannot be written.</exception>
    public RecoveredState Open()
    {
        var files = _openFiles();
        _lock = files.Lock();
        try
        {
            var visitor = new RecoveryVisitor(_state);
            var scan = JournalScan.Read(
                files,
                new JournalScanOptions { Repair = true, FromLastSnapshot = _options.SkipDamage },
                visitor);
            _log = JournalLog.Open(
                files,
                new JournalLogOptions { SegmentBytesMax = _options.SegmentBytes, Clock = _timeProvider },
                scan);
            _snapshotSequence = scan.KeptSnapshot;
            Publications.Restore(_state.AcknowledgedSequence);
            IsOpen = true;
            return new RecoveredState(_state, scan, visitor.GetUnacknowledged(), visitor.Overflows);
        }
        catch
        {
            Close();
            throw;
        }
    }

    /// <summary>
    /// Records that an order is about to leave; with <see cref="OrderDurability.BeforeSend"/> it is on disk on return.
    /// </summary>
    /// <exception cref="JournalFailedException">It could not be recorded: the order must not leave.</exception>
    public void RecordIntent(in Order order, string trader, OrderDurability durability)
    {
        long sequence;
        lock (_gate)
        {
            _writer.Clear();
            OrderRecords.WriteIntent(_writer, order, trader);
            sequence = Append(RecordType.Intent);
        }

        if (durability == OrderDurability.BeforeSend)
        {
            _log!.Sync(sequence);
        }
        else if (Failure is not null)
        {
            // Throws with all that there is to say about it.
            _log!.Write(sequence);
        }
    }

    /// <summary>Records an event and folds it. It may go to the sinks after <see cref="Commit"/>.</summary>
    /// <param name="orderEvent">The event.</param>
    /// <param name="overflow">Set where a fill does not fit its position; all else is done.</param>
    /// <returns>The delivery that its sinks hold in place of the signal's.</returns>
    public SignalDelivery RecordEvent(in OrderEvent orderEvent, out Exception? overflow)
    {
        overflow = null;
        lock (_gate)
        {
            _writer.Clear();
            OrderRecords.WriteEvent(_writer, orderEvent);
            var sequence = _log!.Append((byte)RecordType.Event, _writer.Written);
            try
            {
                _state.Apply(RecordType.Event, _writer.Written);
            }
            catch (OverflowException exception)
            {
                overflow = exception;
            }

            return Publications.Begin(sequence, orderEvent.Delivery);
        }
    }

    /// <summary>Records that a signal became no order.</summary>
    public void RecordRejection(in SignalRejection rejection)
    {
        lock (_gate)
        {
            _writer.Clear();
            OrderRecords.WriteRejection(_writer, rejection);
            Append(RecordType.Rejection);
        }
    }

    /// <summary>Records which orders may leave from here on.</summary>
    public void RecordMode(TradingMode mode, long ticks)
    {
        lock (_gate)
        {
            _writer.Clear();
            _writer.Write((byte)mode);
            _writer.Write(ticks);
            Append(RecordType.Mode);
        }
    }

    /// <summary>Records where the days of loss limits began, as far as that is new.</summary>
    public void RecordDays(IReadOnlyList<RiskDay> days)
    {
        lock (_gate)
        {
            foreach (var day in days)
            {
                if (!_state.Days.TryGetValue(day.StrategyId ?? "", out var known) || known != day)
                {
                    _writer.Clear();
                    OrderRecords.WriteDay(_writer, day);
                    Append(RecordType.Day);
                }
            }
        }
    }

    /// <summary>Hands everything recorded so far to the operating system, or makes it durable.</summary>
    /// <exception cref="JournalFailedException">The disk failed, now or before.</exception>
    public void Commit(bool isDurable)
    {
        var log = _log!;
        if (isDurable)
        {
            log.Sync(log.LastSequence);
        }
        else
        {
            log.Write(log.LastSequence);
        }
    }

    /// <summary>Records what the sinks are done with, makes all durable, and tells those who wait for that.</summary>
    /// <exception cref="JournalFailedException">The disk failed, now or before.</exception>
    public void Sync()
    {
        RecordAcknowledgement();
        _log!.Sync(_log.LastSequence);
        Publications.OnDurable(_log.DurableSequence);
    }

    /// <summary>Begins a new file, writes a snapshot and lets go of files that are old enough.</summary>
    /// <exception cref="JournalFailedException">The disk failed, now or before.</exception>
    public void Roll()
    {
        var log = _log!;
        log.Roll();
        var now = _timeProvider.GetUtcNow();
        long sequence;
        lock (_gate)
        {
            _snapshotWriter.Clear();
            SnapshotRecord.Write(_snapshotWriter, _state);
            sequence = log.LastSequence;
        }

        // A day without any record: the snapshot that is there says the same.
        if (sequence > _snapshotSequence)
        {
            log.WriteSnapshot(sequence, _snapshotWriter.WrittenMemory, now.UtcTicks);
            _snapshotSequence = sequence;
        }

        var neededFrom = Math.Min(sequence, Publications.AcknowledgedSequence) + 1;
        log.RemoveSegmentsBefore(neededFrom, (now - _options.Retention).UtcTicks, MakeArchiver());
    }

    /// <summary>Segments so far; a new one means that it is time for a snapshot.</summary>
    public int SegmentCount => _log!.Segments.Count;

    /// <summary>Makes everything durable and lets go of the directory. Never throws for a failed disk.</summary>
    public void Close()
    {
        if (IsOpen && Failure is null)
        {
            try
            {
                Sync();
            }
            catch (JournalFailedException)
            {
                // It is told where the next start finds less than it should; there is nothing to be done here.
            }
        }

        _log?.Dispose();
        _lock?.Dispose();
        _lock = null;
        IsOpen = false;
    }

    private long Append(RecordType type)
    {
        var sequence = _log!.Append((byte)type, _writer.Written);
        _state.Apply(type, _writer.Written);
        return sequence;
    }

    private void RecordAcknowledgement()
    {
        lock (_gate)
        {
            var acknowledged = Publications.AcknowledgedSequence;
            if (acknowledged <= _state.AcknowledgedSequence)
            {
                return;
            }

            _writer.Clear();
            _writer.Write(acknowledged);
            Append(RecordType.Acknowledgement);
        }
    }

    private Action<string>? MakeArchiver()
    {
        if (_options.ArchiveDirectory is not { } archive)
        {
            return null;
        }

        Directory.CreateDirectory(archive);
        return file => File.Copy(Path.Combine(_options.Directory, file), Path.Combine(archive, file), overwrite: true);
    }
}
