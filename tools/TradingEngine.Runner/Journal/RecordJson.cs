using System.Globalization;
using System.Text.Json;
using TradingEngine.Egress;
using TradingEngine.Journal;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Runner.Journal;

/// <summary>
/// Writes records as JSON, with every field. Ids are as on the wire, times have all their digits and their offset,
/// amounts are numbers with their own digits, nulls are kept.
/// </summary>
internal static class RecordJson
{
    /// <summary>Writes one record as one object.</summary>
    public static void Write(Utf8JsonWriter writer, JournalRecord record)
    {
        writer.WriteStartObject();
        writer.WriteNumber("sequence", record.Sequence);
        writer.WriteString("type", NameOf(record.Type));
        if (record.Intent is { } intent)
        {
            WriteIntent(writer, intent.Order, intent.Trader);
        }
        else if (record.Event is { } orderEvent)
        {
            WriteEvent(writer, orderEvent);
        }
        else if (record.Rejection is { } rejection)
        {
            writer.WriteString("signal_key", rejection.SignalKey.ToString("x32", null));
            writer.WriteString("trader", rejection.Trader);
            writer.WriteString("reason", NameOf(rejection.Reason));
            WriteTime(writer, "timestamp", record.Time);
        }
        else if (record.AcknowledgedSequence is { } acknowledged)
        {
            writer.WriteNumber("acknowledged_sequence", acknowledged);
        }
        else if (record.Mode is { } mode)
        {
            writer.WriteString("mode", NameOf(mode));
            WriteTime(writer, "timestamp", record.Time);
        }

        else if (record.Day is { } day)
        {
            writer.WriteString("strategy_id", day.StrategyId);
            writer.WriteString("day", DateOnly.FromDayNumber(day.DayNumber).ToString("O", CultureInfo.InvariantCulture));
            writer.WriteNumber("baseline_pnl", day.BaselinePnl);
        }

        writer.WriteEndObject();
    }

    /// <summary>The name of a value, such as <c>partially_filled</c>; its number where it has none.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());

    /// <summary>The type of a name that <see cref="NameOf"/> made.</summary>
    public static RecordType TypeOf(string name) => Enum.Parse<RecordType>(name, ignoreCase: true);

    /// <summary>Writes a time with all its digits and its offset, or null.</summary>
    public static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            writer.WriteString(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }

    /// <summary>A side as on the wire, <c>BUY</c> or <c>SELL</c>.</summary>
    public static string WireNameOf<T>(T value)
        where T : struct, Enum => value.ToString().ToUpperInvariant();

    private static void WriteIntent(Utf8JsonWriter writer, in Order order, string trader)
    {
        WriteOrder(writer, order.Id, order.Signal, trader, order.Side);
        writer.WriteNumber("quantity", order.Quantity);
        EnvelopeJson.WritePrice(writer, "last_price"u8, order.LastPrice);
        WriteTime(writer, "last_price_time", order.LastPriceTime == default ? null : order.LastPriceTime);
        WriteTime(writer, "timestamp", order.Timestamp);
        WriteSignal(writer, order.Signal);
        if (order.Terms is { } terms)
        {
            writer.WriteString("terms", terms);
        }
    }

    private static void WriteEvent(Utf8JsonWriter writer, in OrderEvent orderEvent)
    {
        WriteOrder(writer, orderEvent.OrderId, orderEvent.Signal, orderEvent.Trader, orderEvent.Side);
        writer.WriteString("event_type", NameOf(orderEvent.Type));
        writer.WriteNumber("quantity", orderEvent.Quantity);
        EnvelopeJson.WritePrice(writer, "price"u8, orderEvent.Price);
        writer.WriteNumber("fees", orderEvent.Fees);
        writer.WriteString("strategy_id", orderEvent.Signal.StrategyId);
        writer.WriteNumber("instrument_token", orderEvent.Signal.InstrumentToken);
        WriteTime(writer, "timestamp", orderEvent.Timestamp);
        writer.WriteString("broker_order_id", orderEvent.BrokerOrderId);
        writer.WriteString("error_message", orderEvent.ErrorMessage);
        writer.WriteString("event_id", orderEvent.EventId);
        writer.WriteString("execution_mode", orderEvent.ExecutionMode);
        writer.WriteBoolean("must_be_durable", orderEvent.MustBeDurable);
        WriteSignal(writer, orderEvent.Signal);
    }

    private static void WriteOrder(Utf8JsonWriter writer, OrderId id, TradingSignal signal, string trader, Side side)
    {
        writer.WriteString("order_id", id.ToString());
        writer.WriteString("signal_id", signal.SignalId);
        writer.WriteString("trader", trader);
        writer.WriteString("side", WireNameOf(side));
    }

    private static void WriteSignal(Utf8JsonWriter writer, TradingSignal signal)
    {
        writer.WriteStartObject("signal");
        writer.WriteString("strategy_id", signal.StrategyId);
        writer.WriteNumber("instrument_token", signal.InstrumentToken);
        writer.WriteString("signal_type", WireNameOf(signal.Type));
        writer.WriteNumber("quantity", signal.Quantity);
        WriteTime(writer, "timestamp", signal.Timestamp);
        EnvelopeJson.WritePrice(writer, "price"u8, signal.Price);
        writer.WriteString("trader", signal.Trader);
        writer.WriteString("correlation_id", signal.CorrelationId);
        writer.WriteString("trace_id", signal.TraceId);
        writer.WriteEndObject();
    }
}
