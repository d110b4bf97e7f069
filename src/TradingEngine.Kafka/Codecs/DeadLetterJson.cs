using System.Globalization;
using System.Text;
using System.Text.Json;
using TradingEngine.Egress;

namespace TradingEngine.Kafka.Codecs;

/// <summary>
/// Writes dead letters in the wire format: an envelope of type <c>system_error</c> and broker <c>system</c> with the
/// message that could not be processed in base64.
/// </summary>
/// <remarks>
/// Nothing is tried again: a message that cannot be read today cannot be read tomorrow. So the class of the error is
/// <c>poison</c>, and a person must look at it.
/// </remarks>
internal static class DeadLetterJson
{
    /// <summary>Writes one dead letter as one JSON object. This method allocates.</summary>
    /// <param name="writer">Where it goes, set up with <see cref="OrderEventJson.WriterOptions"/>.</param>
    /// <param name="letter">The dead letter.</param>
    /// <param name="valueLimitBytes">
    /// Bytes of the message's value that are written at most, zero or more; null writes all of it. A value that is cut
    /// off says so.
    /// </param>
    /// <exception cref="ArgumentOutOfRangeException">The limit is below zero.</exception>
    public static void Write(Utf8JsonWriter writer, DeadLetter letter, int? valueLimitBytes = null)
    {
        ArgumentNullException.ThrowIfNull(letter);
        ArgumentOutOfRangeException.ThrowIfNegative(valueLimitBytes.GetValueOrDefault(), nameof(valueLimitBytes));
        EnvelopeJson.WriteStart(writer, IdOf(letter.Topic, letter.Partition, letter.Offset));
        EnvelopeJson.WriteDataStart(
            writer, "system", "system_error"u8, letter.Time, KeyTextOf(letter.Key), EnvelopeJson.SourceName);
        WriteMetadata(writer, letter);
        WriteFailure(writer, letter);
        WriteMessage(writer, letter, valueLimitBytes ?? int.MaxValue);
        WriteReplay(writer, letter);
        EnvelopeJson.WriteEnd(writer);
    }

    /// <summary>
    /// The id of a dead letter: that of XXH128 of <c>topic|partition|offset</c> in UTF-8. One message has one, however
    /// often it is written.
    /// </summary>
    public static Guid IdOf(string topic, int partition, long offset) => EnvelopeJson.IdOf(
        Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{topic}|{partition}|{offset}")));

    // The envelope requires a key, so none is an empty one there; original_message tells them apart.
    private static string KeyTextOf(byte[]? key) => key is null ? "" : Encoding.UTF8.GetString(key);

    private static void WriteMetadata(Utf8JsonWriter writer, DeadLetter letter)
    {
        writer.WriteStartObject("dlq_metadata"u8);
        writer.WriteString("original_topic"u8, letter.Topic);
        writer.WriteNumber("original_partition"u8, letter.Partition);
        writer.WriteNumber("original_offset"u8, letter.Offset);
        if (letter.Timestamp is { } timestamp)
        {
            EnvelopeJson.WriteTime(writer, "original_timestamp"u8, timestamp.ToUniversalTime());
        }
        else
        {
            writer.WriteNull("original_timestamp"u8);
        }

        EnvelopeJson.WriteTime(writer, "dlq_timestamp"u8, letter.Time.ToUniversalTime());
        writer.WriteString("service_name"u8, EnvelopeJson.SourceName);
        writer.WriteEndObject();
    }

    private static void WriteFailure(Utf8JsonWriter writer, DeadLetter letter)
    {
        writer.WriteStartObject("failure_info"u8);
        writer.WriteString("error_type"u8, letter.ErrorType);
        writer.WriteString("error_class"u8, "poison"u8);
        writer.WriteString("error_message"u8, letter.Reason);
        writer.WriteString("failure_reason"u8, "processing_failed"u8);
        writer.WriteNumber("retry_count"u8, 0);
        writer.WriteNull("stack_trace"u8);
        writer.WriteEndObject();
    }

    private static void WriteMessage(Utf8JsonWriter writer, DeadLetter letter, int valueLimitBytes)
    {
        writer.WriteStartObject("original_message"u8);
        WriteBytes(writer, "key", letter.Key);
        var isTruncated = letter.Value is { } value && value.Length > valueLimitBytes;
        if (isTruncated)
        {
            writer.WriteBase64String("value"u8, letter.Value.AsSpan(0, valueLimitBytes));
        }
        else
        {
            WriteBytes(writer, "value", letter.Value);
        }

        writer.WriteStartObject("headers"u8);
        foreach (var (name, content) in letter.Headers)
        {
            WriteBytes(writer, name, content);
        }

        writer.WriteEndObject();
        if (isTruncated)
        {
            writer.WriteBoolean("value_truncated"u8, true);
            writer.WriteNumber("value_size_bytes"u8, letter.Value!.Length);
        }

        writer.WriteEndObject();
    }

    private static void WriteReplay(Utf8JsonWriter writer, DeadLetter letter)
    {
        writer.WriteStartObject("replay_metadata"u8);
        writer.WriteBoolean("can_replay"u8, false);
        writer.WriteNumber("suggested_delay_minutes"u8, -1);
        writer.WriteString("consumer_group"u8, letter.ConsumerGroup);
        writer.WriteBoolean("requires_manual_review"u8, true);
        writer.WriteEndObject();
    }

    private static void WriteBytes(Utf8JsonWriter writer, string name, byte[]? content)
    {
        if (content is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteBase64String(name, content);
        }
    }
}
