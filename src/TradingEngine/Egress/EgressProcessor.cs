using System.Runtime.InteropServices;
using TradingEngine.Diagnostics;
using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Model;
using TradingEngine.Portfolio;

namespace TradingEngine.Egress;

/// <summary>What happens to everything on its way out: record, positions, then the sinks. One thread at a time.</summary>
/// <remarks>
/// With a journal a whole batch is recorded first and given to the sinks when its records are with the operating
/// system, or on disk where one of its events asks for that: no sink ever has an event that a killed process forgets.
/// </remarks>
internal sealed class EgressProcessor
{
    /// <summary>Events that are recorded together at most.</summary>
    private const int BatchSizeMax = 256;

    private readonly PositionLedger _positions;
    private readonly SinkFanOut _sinks;
    private readonly OrderJournal? _journal;
    private readonly Action<Exception> _onJournalFailure;
    private readonly List<EgressSlot> _batch = new(BatchSizeMax);
    private bool _isBatchDurable;
    private long _eventCount;

    /// <param name="positions">Folded from all fills, by the journal where there is one.</param>
    /// <param name="sinks">Where everything goes.</param>
    /// <param name="journal">Null where nothing is recorded.</param>
    /// <param name="onJournalFailure">Told when the journal cannot be written.</param>
    public EgressProcessor(
        PositionLedger positions, SinkFanOut sinks, OrderJournal? journal, Action<Exception> onJournalFailure)
    {
        _positions = positions;
        _sinks = sinks;
        _journal = journal;
        _onJournalFailure = onJournalFailure;
    }

    /// <summary>Order events that were processed.</summary>
    public long EventCount => Volatile.Read(ref _eventCount);

    /// <summary>How many times a sink threw.</summary>
    public long FailureCount => _sinks.FailureCount;

    public void Process(ref EgressSlot slot, bool endOfBatch)
    {
        if (_journal is null)
        {
            Fold(slot);
            HandOut(slot);
        }
        else
        {
            Record(_journal, ref slot);
            if (endOfBatch || _batch.Count == BatchSizeMax)
            {
                Commit(_journal);
            }
        }

        slot.Alert = null;
        if (endOfBatch)
        {
            _sinks.Flush();
        }
    }

    private void Record(OrderJournal journal, ref EgressSlot slot)
    {
        switch (slot.Kind)
        {
            case EgressKind.Event or EgressKind.Adopted:
                var delivery = journal.RecordEvent(slot.Event, out var overflow);
                _isBatchDurable |= slot.Event.MustBeDurable;
                _batch.Add(slot);
                CollectionsMarshal.AsSpan(_batch)[^1].Event = slot.Event with { Delivery = delivery };
                AddOverflow(slot.Event, overflow);
                break;
            case EgressKind.Repeat:
                _batch.Add(slot);
                CollectionsMarshal.AsSpan(_batch)[^1].Event =
                    slot.Event with { Delivery = journal.Publications.Begin(slot.Number, null) };
                break;
            case EgressKind.Alert:
                _batch.Add(slot);
                break;
            case EgressKind.Rejection:
                journal.RecordRejection(slot.Rejection);
                break;
            case EgressKind.Mode:
                journal.RecordMode(slot.Mode, slot.Number);
                _isBatchDurable = true;
                break;
        }
    }

    private void Commit(OrderJournal journal)
    {
        try
        {
            journal.Commit(_isBatchDurable);
        }
        catch (JournalFailedException exception)
        {
            // What has happened has happened: the sinks are told, on disk or not.
            _onJournalFailure(exception);
        }

        _isBatchDurable = false;
        foreach (ref readonly var slot in CollectionsMarshal.AsSpan(_batch))
        {
            HandOut(slot);
        }

        _batch.Clear();
    }

    private void HandOut(in EgressSlot slot)
    {
        if (slot.Kind == EgressKind.Alert)
        {
            _sinks.Publish(slot.Alert!);
        }
        else if (slot.Kind == EgressKind.Adopted)
        {
            slot.Event.Delivery?.Release();
        }
        else if (slot.Kind is EgressKind.Event or EgressKind.Repeat)
        {
            _sinks.Publish(slot.Event);
            Volatile.Write(ref _eventCount, _eventCount + 1);
        }
    }

    private void Fold(in EgressSlot slot)
    {
        if (slot.Kind is not (EgressKind.Event or EgressKind.Adopted))
        {
            return;
        }

        try
        {
            _positions.Apply(slot.Event);
        }
        catch (OverflowException exception)
        {
            _sinks.Publish(MakeOverflowAlert(slot.Event, exception));
        }
    }

    private void AddOverflow(in OrderEvent orderEvent, Exception? overflow)
    {
        if (overflow is not null)
        {
            _batch.Add(new EgressSlot { Kind = EgressKind.Alert, Alert = MakeOverflowAlert(orderEvent, overflow) });
        }
    }

    private static Alert MakeOverflowAlert(in OrderEvent orderEvent, Exception overflow) => new(
        AlertKind.PositionNotUpdated,
        AlertSeverity.Critical,
        $"The fill {orderEvent.EventId} does not fit its position: {overflow.Message}",
        orderEvent.Trader,
        orderEvent.Timestamp);
}
