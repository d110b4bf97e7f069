using System.Text.Encodings.Web;
using System.Text.Json;
using TradingEngine.Model;

namespace TradingEngine.Egress;

/// <summary>Writes order events in the wire format: an envelope with a payload in <c>data</c>.</summary>
/// <remarks>
/// Nulls are kept, amounts are JSON numbers with their own digits, times have microseconds and an
/// offset: <c>ts</c> that of UTC, the payload's that of the signal. A fill,
/// partial or not, is an <c>order_filled</c> of its own quantity; a placed, cancelled or unknown order is an
/// <c>order_placed</c> with that status. Does not allocate.
/// </remarks>
public static class OrderEventJson
{
    /// <summary>How a writer must be set up: characters such as + stand for themselves.</summary>
    public static JsonWriterOptions WriterOptions { get; } =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Writes one order event as one JSON object.</summary>
    public static void Write(Utf8JsonWriter writer, in OrderEvent orderEvent)
    {
        ArgumentNullException.ThrowIfNull(writer);
        var signal = orderEvent.Signal;
        EnvelopeJson.WriteStart(
            writer, orderEvent.EventId, signal.CorrelationId ?? signal.SignalId, signal.SignalId, signal.TraceId);
        EnvelopeJson.WriteDataStartOfSignal(
            writer, orderEvent.Trader, TypeOf(orderEvent.Type), orderEvent.Timestamp, signal);
        WriteData(writer, orderEvent);
        EnvelopeJson.WriteEnd(writer);
    }

    private static void WriteData(Utf8JsonWriter writer, in OrderEvent orderEvent)
    {
        var signal = orderEvent.Signal;
        var side = orderEvent.Side == Side.Buy ? "BUY"u8 : "SELL"u8;
        WriteOrderId(writer, orderEvent.OrderId);
        writer.WriteNumber("instrument_token"u8, signal.InstrumentToken);
        writer.WriteNumber("quantity"u8, orderEvent.Quantity);
        EnvelopeJson.WritePrice(writer, orderEvent.IsFill ? "fill_price"u8 : "price"u8, orderEvent.Price);
        EnvelopeJson.WriteTime(writer, "timestamp"u8, orderEvent.Timestamp);
        writer.WriteString("broker"u8, orderEvent.Trader);
        writer.WriteString("strategy_id"u8, signal.StrategyId);
        writer.WriteString("signal_type"u8, side);
        writer.WriteString("execution_mode"u8, orderEvent.ExecutionMode);
        if (orderEvent.IsFill)
        {
            writer.WriteString("side"u8, side);
            writer.WriteNumber("fees"u8, orderEvent.Fees);
        }
        else if (orderEvent.Type == OrderEventType.Failed)
        {
            EnvelopeJson.WriteText(writer, "error_message"u8, orderEvent.ErrorMessage);
        }
        else
        {
            writer.WriteString("status"u8, StatusOf(orderEvent.Type));
        }
    }

    private static ReadOnlySpan<byte> TypeOf(OrderEventType type) => type switch
    {
        OrderEventType.Filled or OrderEventType.PartiallyFilled => "order_filled"u8,
        OrderEventType.Failed => "order_failed"u8,
        _ => "order_placed"u8,
    };

    private static ReadOnlySpan<byte> StatusOf(OrderEventType type) => type switch
    {
        OrderEventType.Placed => "PLACED"u8,
        OrderEventType.Cancelled => "CANCELLED"u8,
        _ => "UNKNOWN"u8,
    };

    private static void WriteOrderId(Utf8JsonWriter writer, OrderId orderId)
    {
        Span<byte> text = stackalloc byte[OrderId.Length];
        orderId.TryFormat(text, out _);
        writer.WriteString("order_id"u8, text);
    }
}
