using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text.Json;
using TradingEngine.Diagnostics;

namespace TradingEngine.Egress;

/// <summary>
/// Writes alerts in the wire format: an envelope of type <c>system_error</c> and broker <c>system</c>.
/// </summary>
public static class AlertJson
{
    /// <summary>
    /// Writes one alert as one JSON object. Its id derives from what it says and when. This method allocates.
    /// </summary>
    public static void Write(Utf8JsonWriter writer, Alert alert)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(alert);
        var id = IdOf(alert);
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteString("correlation_id"u8, id);
        writer.WriteNull("causation_id"u8);
        writer.WriteNull("trace_id"u8);
        writer.WriteNull("parent_trace_id"u8);
        writer.WriteString("broker"u8, "system"u8);
        writer.WriteString("type"u8, "system_error"u8);
        OrderEventJson.WriteTime(writer, "ts"u8, alert.Timestamp.ToUniversalTime());
        writer.WriteString("key"u8, alert.Source);
        writer.WriteString("source"u8, OrderEventJson.Source);
        writer.WriteNumber("version"u8, 1);
        writer.WriteStartObject("data"u8);
        writer.WriteString("kind"u8, alert.Kind.ToString());
        writer.WriteString("severity"u8, alert.Severity.ToString());
        writer.WriteString("message"u8, alert.Message);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    private static Guid IdOf(Alert alert)
    {
        var text = $"{alert.Kind}|{alert.Source}|{alert.Timestamp.UtcTicks}|{alert.Message}";
        Span<byte> hash = stackalloc byte[16];
        XxHash128.Hash(MemoryMarshal.AsBytes(text.AsSpan()), hash);
        hash[6] = (byte)((hash[6] & 0x0F) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash, bigEndian: true);
    }
}
