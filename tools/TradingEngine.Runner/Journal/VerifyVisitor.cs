using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Model;
using TradingEngine.Portfolio;

namespace TradingEngine.Runner.Journal;

/// <summary>Folds a journal as a start does, and reads every record whole.</summary>
internal sealed class VerifyVisitor : IRecordVisitor
{
    /// <summary>Decided signals are not told of, so none need to be kept.</summary>
    private const int SignalCapacity = 1;

    private readonly RecoveryVisitor _recovery;
    private readonly SortedDictionary<RecordType, long> _recordsByType = [];
    private readonly Dictionary<OrderId, DateTimeOffset> _lastEventTimes = [];

    public VerifyVisitor()
    {
        State = new JournalState(new PositionLedger(), SignalCapacity);
        _recovery = new RecoveryVisitor(State);
        foreach (var type in Enum.GetValues<RecordType>())
        {
            _recordsByType.Add(type, 0);
        }
    }

    /// <summary>What all of it comes to.</summary>
    public JournalState State { get; }

    public IReadOnlyDictionary<RecordType, long> RecordsByType => _recordsByType;

    /// <summary>The earliest time of a record; null where none has one.</summary>
    public DateTimeOffset? FirstTime { get; private set; }

    /// <summary>The latest time of a record; null where none has one.</summary>
    public DateTimeOffset? LastTime { get; private set; }

    /// <summary>Fills that do not fit their positions.</summary>
    public int Overflows => _recovery.Overflows;

    /// <summary>Events that a start would publish again.</summary>
    public int UnacknowledgedCount => _recovery.GetUnacknowledged().Count;

    public void OnSnapshot(long sequence, ReadOnlySpan<byte> payload)
    {
        try
        {
            _recovery.OnSnapshot(sequence, payload);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{FileNames.OfSnapshot(sequence)}: {exception.Message}", exception);
        }
    }

    public long FromSequence(long snapshotSequence) => _recovery.FromSequence(snapshotSequence);

    public void OnRecord(long sequence, byte type, ReadOnlySpan<byte> payload, in RecordPosition position)
    {
        try
        {
            Count(JournalRecord.Read(sequence, type, payload));
            _recovery.OnRecord(sequence, type, payload, position);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{position.File}, byte {position.Offset}: {exception.Message}", exception);
        }
    }

    /// <summary>The orders that have no end, the oldest first.</summary>
    public IReadOnlyList<VerifiedOrder> GetOrders()
    {
        var orders = new List<VerifiedOrder>();
        foreach (var open in State.Open.Values)
        {
            var (order, trader) = open.Read();
            var since = _lastEventTimes.TryGetValue(order.Id, out var time) ? time : order.Timestamp;
            orders.Add(new VerifiedOrder(order, trader, open.Progress.Export(), since));
        }

        return [.. orders.OrderBy(order => order.Since).ThenBy(order => order.Order.Id.Value)];
    }

    private void Count(JournalRecord record)
    {
        _recordsByType[record.Type]++;
        if (record.Time is { } time)
        {
            FirstTime = FirstTime < time ? FirstTime : time;
            LastTime = LastTime > time ? LastTime : time;
        }

        if (record.Event is not { } orderEvent)
        {
            return;
        }

        if (orderEvent.Type is OrderEventType.Placed or OrderEventType.PartiallyFilled or OrderEventType.Unknown)
        {
            _lastEventTimes[orderEvent.OrderId] = orderEvent.Timestamp;
        }
        else
        {
            _lastEventTimes.Remove(orderEvent.OrderId);
        }
    }
}
