using TradingEngine.Journal.Storage;
using TradingEngine.Model;

namespace TradingEngine.Journal;

/// <summary>Folds what a start reads, and keeps the events that the sinks may not have.</summary>
internal sealed class RecoveryVisitor : IRecordVisitor
{
    private readonly JournalState _state;
    private readonly Queue<(long Sequence, byte[] Record)> _unacknowledged = new();
    private long _snapshotSequence;

    public RecoveryVisitor(JournalState state)
    {
        _state = state;
    }

    /// <summary>Fills that do not fit their positions.</summary>
    public int Overflows { get; private set; }

    public void OnSnapshot(long sequence, ReadOnlySpan<byte> payload)
    {
        _snapshotSequence = sequence;
        SnapshotRecord.Read(payload, _state);
    }

    public long FromSequence(long snapshotSequence) => Math.Min(snapshotSequence, _state.AcknowledgedSequence) + 1;

    public void OnRecord(long sequence, byte type, ReadOnlySpan<byte> payload, in RecordPosition position)
    {
        if (type == (byte)RecordType.Event)
        {
            _unacknowledged.Enqueue((sequence, payload.ToArray()));
        }

        if (sequence > _snapshotSequence)
        {
            Fold((RecordType)type, payload);
        }

        while (_unacknowledged.TryPeek(out var oldest) && oldest.Sequence <= _state.AcknowledgedSequence)
        {
            _unacknowledged.Dequeue();
        }
    }

    /// <summary>The events that must be published again, in their order.</summary>
    public List<(long Sequence, OrderEvent Event)> GetUnacknowledged()
    {
        var events = new List<(long Sequence, OrderEvent Event)>(_unacknowledged.Count);
        foreach (var (sequence, record) in _unacknowledged)
        {
            events.Add((sequence, OrderRecords.ReadEvent(record)));
        }

        return events;
    }

    private void Fold(RecordType type, ReadOnlySpan<byte> record)
    {
        try
        {
            _state.Apply(type, record);
        }
        catch (OverflowException)
        {
            Overflows++;
        }
    }
}
