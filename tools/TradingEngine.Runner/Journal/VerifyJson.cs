using System.Text;
using System.Text.Json;
using TradingEngine.Egress;
using TradingEngine.Journal.Storage;

namespace TradingEngine.Runner.Journal;

/// <summary>A report as one JSON object.</summary>
internal static class VerifyJson
{
    public static void Write(TextWriter output, VerifyReport report)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(
            stream, new JsonWriterOptions { Encoder = OrderEventJson.WriterOptions.Encoder, Indented = true }))
        {
            Write(writer, report);
        }

        output.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
    }

    private static void Write(Utf8JsonWriter writer, VerifyReport report)
    {
        var scan = report.Scan;
        writer.WriteStartObject();
        writer.WriteString("directory", report.Directory);
        writer.WriteString("status", report.Status);
        writer.WriteBoolean("in_use", report.Use.IsInUse);
        WriteNumber(writer, "process_id", report.Use.ProcessId);
        writer.WriteString("journal_id", scan.JournalId?.ToString());
        writer.WriteNumber("record_count", scan.RecordCount);
        writer.WriteStartObject("records_by_type");
        foreach (var (type, count) in report.RecordsByType)
        {
            writer.WriteNumber(RecordJson.NameOf(type), count);
        }

        writer.WriteEndObject();
        writer.WriteNumber("first_sequence", scan.FirstSequence);
        writer.WriteNumber("last_sequence", scan.LastSequence);
        RecordJson.WriteTime(writer, "first_time", report.FirstTime);
        RecordJson.WriteTime(writer, "last_time", report.LastTime);
        writer.WriteNumber("segment_count", scan.SegmentCount);
        writer.WriteNumber("bytes", scan.Bytes);
        writer.WriteNumber("snapshot_count", report.SnapshotCount);
        writer.WriteNumber("snapshot_sequence", scan.SnapshotSequence);
        WriteTorn(writer, scan.Torn);
        writer.WriteNumber("event_count", report.EventCount);
        writer.WriteNumber("unacknowledged_event_count", report.UnacknowledgedCount);
        writer.WriteNumber("position_count", report.PositionCount);
        writer.WriteString("trading_mode", RecordJson.NameOf(report.Mode));
        writer.WriteNumber("unknown_order_count", report.UnknownCount);
        writer.WriteStartArray("open_orders");
        foreach (var order in report.Orders)
        {
            WriteOrder(writer, order);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("warnings");
        foreach (var warning in report.Warnings)
        {
            writer.WriteStringValue(warning);
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static void WriteTorn(Utf8JsonWriter writer, TornTail? torn)
    {
        writer.WriteNumber("torn_bytes", torn?.Bytes ?? 0);
        writer.WriteString("torn_file", torn?.File);
        WriteNumber(writer, "torn_position", torn?.Position);
    }

    private static void WriteOrder(Utf8JsonWriter writer, VerifiedOrder verified)
    {
        var (order, progress) = (verified.Order, verified.Progress);
        writer.WriteStartObject();
        writer.WriteString("order_id", order.Id.ToString());
        writer.WriteString("signal_id", order.Signal.SignalId);
        writer.WriteString("trader", verified.Trader);
        writer.WriteString("strategy_id", order.StrategyId);
        writer.WriteNumber("instrument_token", order.InstrumentToken);
        writer.WriteString("side", RecordJson.WireNameOf(order.Side));
        writer.WriteNumber("quantity", order.Quantity);
        writer.WriteNumber("filled_quantity", progress.FilledQuantity);
        writer.WriteString("state", RecordJson.NameOf(progress.State));
        RecordJson.WriteTime(writer, "since", verified.Since);
        RecordJson.WriteTime(writer, "ordered_at", order.Timestamp);
        writer.WriteString("broker_order_id", progress.BrokerOrderId);
        writer.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter writer, string name, long? number)
    {
        if (number is { } value)
        {
            writer.WriteNumber(name, value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
