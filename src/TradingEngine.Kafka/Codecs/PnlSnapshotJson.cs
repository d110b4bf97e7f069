using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingEngine.Egress;

namespace TradingEngine.Kafka.Codecs;

/// <summary>
/// Writes snapshots of profit and loss in the wire format: an envelope of type <c>pnl_snapshot</c>. Amounts are JSON
/// numbers with their own digits.
/// </summary>
internal static class PnlSnapshotJson
{
    /// <summary>Writes one snapshot as one JSON object. This method allocates.</summary>
    /// <param name="writer">Where it goes, set up with <see cref="OrderEventJson.WriterOptions"/>.</param>
    /// <param name="snapshot">The snapshot.</param>
    public static void Write(Utf8JsonWriter writer, in PnlSnapshot snapshot)
    {
        var key = snapshot.Key;
        EnvelopeJson.WriteStart(writer, IdOf(key, snapshot.Timestamp));
        EnvelopeJson.WriteDataStart(
            writer, snapshot.Broker, "pnl_snapshot"u8, snapshot.Timestamp, key, EnvelopeJson.SourceName);
        writer.WriteString("broker"u8, snapshot.Broker);
        writer.WriteNull("instrument_token"u8);
        writer.WriteNumber("realized_pnl"u8, snapshot.RealizedPnl);
        writer.WriteNumber("unrealized_pnl"u8, snapshot.UnrealizedPnl);
        writer.WriteNumber("total_pnl"u8, snapshot.TotalPnl);
        EnvelopeJson.WriteTime(writer, "timestamp"u8, snapshot.Timestamp);
        EnvelopeJson.WriteEnd(writer);
    }

    /// <summary>
    /// The id of a snapshot: that of XXH128 of <c>key|ticks</c> in UTF-8, the ticks of its time in UTC, 100 ns each.
    /// </summary>
    public static Guid IdOf(string key, DateTimeOffset timestamp) => EnvelopeJson.IdOf(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{key}|{timestamp.UtcTicks}")));
}
