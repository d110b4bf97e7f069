using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Risk;

namespace TradingEngine.Journal;

/// <summary>What the records of the journal hold, field by field. The README of this folder has it as tables.</summary>
internal static class OrderRecords
{
    public static void WriteIntent(RecordWriter writer, in Order order, string trader)
    {
        writer.Write(order.Id.Value);
        writer.Write(order.Signal.SignalId);
        writer.Write(trader);
        writer.Write((byte)order.Side);
        writer.Write(order.Quantity);
        writer.Write(order.LastPrice);
        writer.Write(order.LastPriceTime.UtcTicks);
        writer.Write(order.Timestamp);
        WriteSignal(writer, order.Signal);
        if (order.Terms is { } terms)
        {
            writer.Write(terms);
        }
    }

    public static (Order Order, string Trader) ReadIntent(ReadOnlySpan<byte> record)
    {
        var reader = new RecordReader(record);
        var id = new OrderId(reader.ReadUInt128());
        var signalId = reader.ReadText()!;
        var trader = reader.ReadText()!;
        var side = (Side)reader.ReadByte();
        var quantity = reader.ReadInt64();
        var lastPrice = reader.ReadPrice();
        var lastPriceTime = new DateTimeOffset(reader.ReadInt64(), TimeSpan.Zero);
        var timestamp = reader.ReadTime();
        var order = new Order
        {
            Id = id,
            Signal = ReadSignal(ref reader, signalId),
            Side = side,
            Quantity = quantity,
            LastPrice = lastPrice,
            LastPriceTime = lastPriceTime,
            Timestamp = timestamp,
        };
        return (reader.IsAtEnd ? order : order with { Terms = reader.ReadText() }, trader);
    }

    public static void WriteEvent(RecordWriter writer, in OrderEvent orderEvent)
    {
        writer.Write(orderEvent.OrderId.Value);
        writer.Write(orderEvent.Signal.SignalId);
        writer.Write(orderEvent.Trader);
        writer.Write((byte)orderEvent.Side);
        writer.Write((byte)orderEvent.Type);
        writer.Write(orderEvent.Quantity);
        writer.Write(orderEvent.Price);
        writer.Write(orderEvent.Fees);
        writer.Write(orderEvent.Signal.StrategyId);
        writer.Write(orderEvent.Signal.InstrumentToken);
        writer.Write(orderEvent.Timestamp);
        writer.Write(orderEvent.BrokerOrderId);
        writer.Write(orderEvent.ErrorMessage);
        writer.Write(orderEvent.EventId);
        writer.Write(orderEvent.ExecutionMode);
        writer.Write(orderEvent.MustBeDurable);
        WriteSignal(writer, orderEvent.Signal);
    }

    public static OrderEvent ReadEvent(ReadOnlySpan<byte> record)
    {
        var view = new EventView(record);
        var reader = view.Rest;
        return new OrderEvent
        {
            OrderId = view.OrderId,
            Side = view.Side,
            Type = view.Type,
            Quantity = view.Quantity,
            Price = view.Price,
            Fees = view.Fees,
            Trader = view.TraderText,
            Timestamp = view.Timestamp,
            BrokerOrderId = view.BrokerOrderId,
            ErrorMessage = reader.ReadText(),
            EventId = reader.ReadGuid(),
            ExecutionMode = reader.ReadText()!,
            MustBeDurable = reader.ReadBool(),
            Signal = ReadSignal(ref reader, view.SignalIdText),
        };
    }

    /// <summary>A signal that became no order, for all traders or, where it was bound to one, for that one.</summary>
    public static void WriteRejection(RecordWriter writer, in SignalRejection rejection)
    {
        writer.Write(rejection.SignalKey);
        writer.Write(rejection.Trader);
        writer.Write((byte)rejection.Reason);
        writer.Write(rejection.Ticks);
    }

    public static SignalRejection ReadRejection(ReadOnlySpan<byte> record)
    {
        var reader = new RecordReader(record);
        return new SignalRejection(
            reader.ReadUInt128(), reader.ReadText(), (RejectReason)reader.ReadByte(), reader.ReadInt64());
    }

    public static void WriteDay(RecordWriter writer, in RiskDay day)
    {
        writer.Write(day.StrategyId);
        writer.Write(day.DayNumber);
        writer.Write(day.BaselinePnl);
    }

    public static RiskDay ReadDay(ReadOnlySpan<byte> record)
    {
        var reader = new RecordReader(record);
        return ReadDay(ref reader);
    }

    public static RiskDay ReadDay(ref RecordReader reader) =>
        new(reader.ReadText(), reader.ReadInt32(), reader.ReadDecimal());

    private static void WriteSignal(RecordWriter writer, TradingSignal signal)
    {
        writer.Write(signal.StrategyId);
        writer.Write(signal.InstrumentToken);
        writer.Write((byte)signal.Type);
        writer.Write(signal.Quantity);
        writer.Write(signal.Timestamp);
        writer.Write(signal.Price);
        writer.Write(signal.Trader);
        writer.Write(signal.CorrelationId);
        writer.Write(signal.TraceId);
    }

    private static TradingSignal ReadSignal(ref RecordReader reader, string signalId) => new()
    {
        SignalId = signalId,
        StrategyId = reader.ReadText()!,
        InstrumentToken = reader.ReadInt64(),
        Type = (SignalType)reader.ReadByte(),
        Quantity = reader.ReadInt64(),
        Timestamp = reader.ReadTime(),
        Price = reader.ReadPrice(),
        Trader = reader.ReadText(),
        CorrelationId = reader.ReadText(),
        TraceId = reader.ReadText(),
    };
}
