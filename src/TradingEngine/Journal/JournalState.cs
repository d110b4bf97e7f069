using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.Risk;

namespace TradingEngine.Journal;

/// <summary>
/// What all records so far come to: open orders, positions, decided signals, which events every sink is done with. The
/// same fold runs while the engine works and when it starts, so a snapshot is what a start would have found.
/// </summary>
/// <remarks>Not thread-safe; the journal's lock guards it.</remarks>
internal sealed class JournalState
{
    private readonly Utf8Names _names = new();
    private readonly Dictionary<string, byte> _traderNumbers = new(StringComparer.Ordinal);

    public JournalState(PositionLedger positions, int signalCapacity)
    {
        Positions = positions;
        Targets = new RecentTargets(signalCapacity);
    }

    public PositionLedger Positions { get; }

    /// <summary>The orders that are not terminal.</summary>
    public Dictionary<OrderId, OpenRecord> Open { get; } = [];

    /// <summary>The decided signals.</summary>
    public RecentTargets Targets { get; }

    /// <summary>The names that the numbers of <see cref="Targets"/> stand for.</summary>
    public List<string> Traders { get; } = [];

    /// <summary>Every sink is done with the events up to here.</summary>
    public long AcknowledgedSequence { get; set; }

    /// <summary>Which orders may leave.</summary>
    public TradingMode Mode { get; set; }

    /// <summary>Where the day of each loss limit began, by strategy; empty for the limit over all.</summary>
    public Dictionary<string, RiskDay> Days { get; } = new(StringComparer.Ordinal);

    /// <summary>Order events in all.</summary>
    public long EventCount { get; set; }

    /// <summary>Takes over one record.</summary>
    /// <exception cref="OverflowException">A fill does not fit its position, which stays as it was; all else is done.</exception>
    /// <exception cref="InvalidDataException">The record is none that this version wrote.</exception>
    public void Apply(RecordType type, ReadOnlySpan<byte> record)
    {
        switch (type)
        {
            case RecordType.Intent:
                ApplyIntent(record);
                break;
            case RecordType.Event:
                ApplyEvent(record);
                break;
            case RecordType.Rejection:
                ApplyRejection(record);
                break;
            case RecordType.Acknowledgement:
                AcknowledgedSequence = Math.Max(AcknowledgedSequence, new RecordReader(record).ReadInt64());
                break;
            case RecordType.Mode:
                Mode = (TradingMode)new RecordReader(record).ReadByte();
                break;
            case RecordType.Day:
                var day = OrderRecords.ReadDay(record);
                Days[day.StrategyId ?? ""] = day;
                break;
            default:
                throw new InvalidDataException(
                    $"A record of type {(byte)type}, which this version does not know. A newer one wrote it: use that.");
        }
    }

    /// <summary>The number of a trader, a new one for a new name.</summary>
    public byte NumberOf(string trader)
    {
        if (!_traderNumbers.TryGetValue(trader, out var number))
        {
            if (Traders.Count == RecentTargets.AllTraders)
            {
                throw new InvalidDataException($"The journal names more than {RecentTargets.AllTraders} traders.");
            }

            number = (byte)Traders.Count;
            Traders.Add(trader);
            _traderNumbers.Add(trader, number);
        }

        return number;
    }

    private void ApplyIntent(ReadOnlySpan<byte> record)
    {
        var reader = new RecordReader(record);
        var id = new OrderId(reader.ReadUInt128());
        var signalId = reader.ReadUtf8();
        var trader = _names[reader.ReadUtf8()];
        reader.ReadByte();
        var progress = new OrderProgress(id, reader.ReadInt64(), OrderState.Sent);
        Targets.Add(OrderIdentity.SignalKeyOf(signalId), NumberOf(trader));
        Open[id] = new OpenRecord(RecordType.Intent, record.ToArray(), progress);
    }

    private void ApplyEvent(ReadOnlySpan<byte> record)
    {
        EventCount++;
        var view = new EventView(record);
        var trader = _names[view.Trader];
        if (Open.TryGetValue(view.OrderId, out var open))
        {
            open.Progress.Replay(view.Type, view.Quantity, view.Price, view.Fees, view.BrokerOrderId);
            if (OrderProgress.IsTerminal(open.Progress.State))
            {
                Open.Remove(view.OrderId);
            }
        }
        else
        {
            AddOrder(view, trader, record);
        }

        if (view.IsFill)
        {
            Positions.Apply(
                trader,
                _names[view.StrategyId],
                view.InstrumentToken,
                view.Side,
                view.Quantity,
                view.Price.GetValueOrDefault(),
                view.Fees);
        }
    }

    /// <summary>The first that is heard of an order: most are terminal at once.</summary>
    private void AddOrder(in EventView view, string trader, ReadOnlySpan<byte> record)
    {
        Targets.Add(OrderIdentity.SignalKeyOf(view.SignalId), NumberOf(trader));
        var isOpen = view.Type is not (OrderEventType.Filled or OrderEventType.Cancelled or OrderEventType.Failed);
        if (isOpen)
        {
            var signal = OrderRecords.ReadEvent(record).Signal;
            var open = new OpenRecord(
                RecordType.Event, record.ToArray(), new OrderProgress(view.OrderId, signal.Quantity, OrderState.Sent));
            open.Progress.Replay(view.Type, view.Quantity, view.Price, view.Fees, view.BrokerOrderId);
            Open.Add(view.OrderId, open);
        }
    }

    private void ApplyRejection(ReadOnlySpan<byte> record)
    {
        var reader = new RecordReader(record);
        var signalKey = reader.ReadUInt128();
        var trader = reader.ReadUtf8();
        Targets.Add(signalKey, trader.IsEmpty ? RecentTargets.AllTraders : NumberOf(_names[trader]));
    }
}
