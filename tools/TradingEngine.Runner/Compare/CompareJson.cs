using System.Text.Json;
using TradingEngine.Egress;

namespace TradingEngine.Runner.Compare;

/// <summary>A comparison as one JSON object.</summary>
internal static class CompareJson
{
    public static void Write(Stream output, Comparison comparison, Verdict? verdict)
    {
        using (var writer = new Utf8JsonWriter(
            output, new JsonWriterOptions { Encoder = OrderEventJson.WriterOptions.Encoder }))
        {
            writer.WriteStartObject();
            WriteSide(writer, "left", comparison.Left);
            WriteSide(writer, "right", comparison.Right);
            WriteTotals(writer, comparison);
            WriteVerdict(writer, verdict);
            writer.WriteStartArray("signals");
            foreach (var signal in SignalOrder.WorstFirst(comparison.Signals))
            {
                CompareSignalJson.Write(writer, signal);
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void WriteSide(Utf8JsonWriter writer, string name, TraceSet side)
    {
        writer.WriteStartObject(name);
        writer.WriteString("name", side.Name);
        writer.WriteNumber("events", side.EventCount);
        writer.WriteNumber("repeated_events", side.RepeatedCount);
        writer.WriteNumber("other_events", side.Reader.OtherCount);
        writer.WriteNumber("refused_events", side.Reader.RefusedCount);
        WriteTexts(writer, "refused_first", side.Reader.FirstRefused.Select(refused => refused.ToString()));
        WriteTexts(writer, "traders", side.Traders);
        writer.WriteEndObject();
    }

    private static void WriteTotals(Utf8JsonWriter writer, Comparison it)
    {
        writer.WriteStartObject("totals");
        writer.WriteNumber("both", it.BothCount);
        writer.WriteNumber("only_left", it.OnlyLeftCount);
        writer.WriteNumber("only_right", it.OnlyRightCount);
        writer.WriteNumber("filled_both", it.FilledBothCount);
        writer.WriteNumber("filled_only_left", it.FilledOnlyLeftCount);
        writer.WriteNumber("filled_only_right", it.FilledOnlyRightCount);
        writer.WriteNumber("unfilled", it.UnfilledCount);
        writer.WriteNumber("failed_left", it.FailedLeftCount);
        writer.WriteNumber("failed_right", it.FailedRightCount);
        writer.WriteNumber("cancelled_left", it.CancelledLeftCount);
        writer.WriteNumber("cancelled_right", it.CancelledRightCount);
        writer.WriteNumber("quantity_difference", it.QuantityDifference);
        writer.WriteNumber("quantity_differs", it.QuantityDiffersCount);
        WriteDistribution(writer, "slippage_bp", it.Slippage);
        WriteDistribution(writer, "latency_ms", it.LatencyMillis);
        CompareSignalJson.WriteNumber(writer, "failures_percent", it.FailuresPercent);
        CompareSignalJson.WriteNumber(writer, "missing_percent", it.MissingPercent);
        CompareSignalJson.WriteNumber(writer, "extra_percent", it.ExtraPercent);
        CompareSignalJson.WriteNumber(writer, "unfilled_percent", it.UnfilledPercent);
        writer.WriteEndObject();
    }

    private static void WriteDistribution(Utf8JsonWriter writer, string name, Distribution? figures)
    {
        if (figures is null)
        {
            writer.WriteNull(name);
            return;
        }

        writer.WriteStartObject(name);
        writer.WriteNumber("count", figures.Count);
        writer.WriteNumber("mean", figures.Mean);
        writer.WriteNumber("median", figures.Median);
        writer.WriteNumber("p95", figures.P95);
        writer.WriteNumber("worst", figures.Worst);
        writer.WriteEndObject();
    }

    private static void WriteVerdict(Utf8JsonWriter writer, Verdict? verdict)
    {
        writer.WriteStartArray("terms");
        foreach (var result in verdict?.Terms ?? [])
        {
            writer.WriteStartObject();
            writer.WriteString("term", result.Term.ToString());
            CompareSignalJson.WriteNumber(writer, "measured", result.Measured);
            writer.WriteString("unit", result.Term.Figure.Unit);
            writer.WriteBoolean("passed", result.IsPassed);
            writer.WriteString("reason", result.Lack);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("verdict", verdict?.Text ?? "no gate");
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
