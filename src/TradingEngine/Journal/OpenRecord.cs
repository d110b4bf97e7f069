using TradingEngine.Orders;

namespace TradingEngine.Journal;

/// <summary>An order that the journal does not see terminal: the record that it came with, and how far it got.</summary>
internal sealed class OpenRecord
{
    /// <summary>How far it got. A field, because the struct changes in place.</summary>
    public OrderProgress Progress;

    public OpenRecord(RecordType type, byte[] record, in OrderProgress progress)
    {
        Type = type;
        Record = record;
        Progress = progress;
    }

    /// <summary>An intent, or an event where the order was never announced.</summary>
    public RecordType Type { get; }

    public byte[] Record { get; }

    /// <summary>The order and its trader.</summary>
    public (Order Order, string Trader) Read()
    {
        if (Type == RecordType.Intent)
        {
            return OrderRecords.ReadIntent(Record);
        }

        var first = OrderRecords.ReadEvent(Record);
        var order = new Order
        {
            Id = first.OrderId,
            Signal = first.Signal,
            Side = first.Side,
            Quantity = first.Signal.Quantity,
            Timestamp = first.Timestamp,
        };
        return (order, first.Trader);
    }
}
