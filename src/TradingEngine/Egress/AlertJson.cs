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
        EnvelopeJson.WriteStart(writer, IdOf(alert));
        EnvelopeJson.WriteDataStart(
            writer, "system", "system_error"u8, alert.Timestamp, alert.Source, EnvelopeJson.SourceName);
        writer.WriteString("kind"u8, alert.Kind.ToString());
        writer.WriteString("severity"u8, alert.Severity.ToString());
        writer.WriteString("message"u8, alert.Message);
        EnvelopeJson.WriteEnd(writer);
    }

    private static Guid IdOf(Alert alert)
    {
        var text = $"{alert.Kind}|{alert.Source}|{alert.Timestamp.UtcTicks}|{alert.Message}";
        return EnvelopeJson.IdOf(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
