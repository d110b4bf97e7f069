using System.Globalization;
using System.Text.Json;
using TradingEngine.Kafka.Codecs;
using TradingEngine.Model;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>
/// Ticks as JSON without the fields that are null, which makes about 400 bytes in place of the 730 of <see
/// cref="Ingress.TickJson"/>.
/// </summary>
internal static class TickEnvelope
{
    /// <summary>The ticks as <c>market_tick</c> envelopes with ids of their own.</summary>
    public static byte[][] Encode(ReadOnlySpan<MarketTick> ticks)
    {
        using var json = new JsonEncoder();
        var envelopes = new byte[ticks.Length][];
        for (var i = 0; i < ticks.Length; i++)
        {
            Write(json.Begin(), ticks[i], Guid.CreateVersion7(ticks[i].Timestamp));
            envelopes[i] = json.End();
        }

        return envelopes;
    }

    private static void Write(Utf8JsonWriter writer, in MarketTick tick, Guid id)
    {
        writer.WriteStartObject();
        writer.WriteString("id", id);
        writer.WriteString("correlation_id", id);
        writer.WriteString("trace_id", id);
        writer.WriteString("source", "market_feed");
        writer.WriteNumber("version", 1);
        writer.WriteString("type", "market_tick");
        writer.WriteString("ts", tick.Timestamp);
        writer.WriteString("key", tick.InstrumentToken.ToString(CultureInfo.InvariantCulture));
        writer.WriteString("broker", "shared");
        writer.WriteStartObject("data");
        writer.WriteNumber("instrument_token", tick.InstrumentToken);
        writer.WriteNumber("last_price", tick.LastPrice.ToDecimal());
        writer.WriteString("timestamp", tick.Timestamp);
        writer.WriteNumber("last_traded_quantity", tick.LastTradedQuantity);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }
}
