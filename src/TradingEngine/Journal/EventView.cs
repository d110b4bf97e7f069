using System.Text;
using TradingEngine.Model;

namespace TradingEngine.Journal;

/// <summary>The part of an event's record that the fold needs, read without making a text of anything.</summary>
internal readonly ref struct EventView
{
    public EventView(ReadOnlySpan<byte> record)
    {
        var reader = new RecordReader(record);
        OrderId = new OrderId(reader.ReadUInt128());
        SignalId = reader.ReadUtf8();
        Trader = reader.ReadUtf8();
        Side = (Side)reader.ReadByte();
        Type = (OrderEventType)reader.ReadByte();
        Quantity = reader.ReadInt64();
        Price = reader.ReadPrice();
        Fees = reader.ReadDecimal();
        StrategyId = reader.ReadUtf8();
        InstrumentToken = reader.ReadInt64();
        Timestamp = reader.ReadTime();
        BrokerOrderId = reader.ReadText();
        Rest = reader;
    }

    public OrderId OrderId { get; }

    public ReadOnlySpan<byte> SignalId { get; }

    public ReadOnlySpan<byte> Trader { get; }

    public ReadOnlySpan<byte> StrategyId { get; }

    public Side Side { get; }

    public OrderEventType Type { get; }

    public long Quantity { get; }

    public Price? Price { get; }

    public decimal Fees { get; }

    public long InstrumentToken { get; }

    public DateTimeOffset Timestamp { get; }

    public string? BrokerOrderId { get; }

    /// <summary>What comes behind.</summary>
    public RecordReader Rest { get; }

    public string TraderText => Encoding.UTF8.GetString(Trader);

    public string SignalIdText => Encoding.UTF8.GetString(SignalId);

    public bool IsFill => Type is OrderEventType.Filled or OrderEventType.PartiallyFilled;
}
