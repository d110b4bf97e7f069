using System.Text.Json;
using TradingEngine.Egress;

namespace TradingEngine.Runner.Compare;

/// <summary>One signal of a comparison as a JSON object.</summary>
internal static class CompareSignalJson
{
    public static void Write(Utf8JsonWriter writer, ComparedSignal signal)
    {
        writer.WriteStartObject();
        writer.WriteString("signal", signal.Key);
        writer.WriteString("strategy_id", signal.Any.StrategyId);
        writer.WriteNumber("instrument_token", signal.Any.InstrumentToken);
        writer.WriteString("side", CompareFormat.NameOf(signal.Any.Side));
        writer.WriteNumber("quantity", signal.Any.Quantity);
        WriteTrace(writer, "left", signal.Left);
        WriteTrace(writer, "right", signal.Right);
        WriteNumber(writer, "slippage_bp", signal.SlippageBasisPoints);
        WriteNumber(writer, "latency_ms", signal.LatencyMillis);
        writer.WriteEndObject();
    }

    /// <summary>Writes a number with its own digits, or null.</summary>
    public static void WriteNumber(Utf8JsonWriter writer, string name, decimal? number)
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

    private static void WriteTrace(Utf8JsonWriter writer, string name, OrderTrace? trace)
    {
        writer.WriteStartObject(name);
        writer.WriteString("state", CompareFormat.NameOf(trace?.State ?? TraceState.None));
        writer.WriteNumber("filled_quantity", trace?.FilledQuantity ?? 0);
        WriteNumber(writer, "average_price", trace?.AveragePrice);
        WriteTime(writer, "first_time", trace?.FirstTime);
        WriteTime(writer, "last_time", trace?.LastTime);
        writer.WriteString("message", trace?.Message);
        writer.WriteEndObject();
    }

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            EnvelopeJson.WriteTime(writer, System.Text.Encoding.UTF8.GetBytes(name), value);
        }
        else
        {
            writer.WriteNull(name);
        }
    }
}
