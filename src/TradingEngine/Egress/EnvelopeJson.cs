using System.Globalization;
using System.Text.Json;
using TradingEngine.Internals;
using TradingEngine.Model;

namespace TradingEngine.Egress;

/// <summary>
/// Writes the envelope of the wire format, which every event has around its payload in <c>data</c>, and the kinds of
/// fields that payloads have.
/// </summary>
/// <remarks>
/// One event is <c>WriteStart</c>, <see cref="WriteDataStart"/>, the payload's fields, <see cref="WriteEnd"/>. The
/// writer is set up with <see cref="OrderEventJson.WriterOptions"/>. Nulls are kept. Does not allocate.
/// </remarks>
public static class EnvelopeJson
{
    /// <summary>The <c>source</c> of events that the engine makes: <c>trading_engine</c>.</summary>
    public const string SourceName = "trading_engine";

    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.ffffffzzz";
    private const int TimeLengthMax = 40;
    private const int KeyStackLengthMax = TradingSignal.TextLengthMax + 1 + NumberLengthMax;
    private const int NumberLengthMax = 20;

    /// <summary>
    /// An id that derives from <paramref name="content"/>: XXH128 of it, big-endian, as a UUID of version 8.
    /// </summary>
    public static Guid IdOf(ReadOnlySpan<byte> content) => DerivedUuid.Of(content);

    /// <summary>
    /// Begins an event that nothing caused: its correlation is its own id, its other ids are null.
    /// </summary>
    public static void WriteStart(Utf8JsonWriter writer, Guid id)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteString("correlation_id"u8, id);
        WriteCauses(writer, causationId: null, traceId: null);
    }

    /// <summary>Begins an event that belongs to others.</summary>
    /// <param name="writer">Where the event goes.</param>
    /// <param name="id">The id of the event.</param>
    /// <param name="correlationId">What the event belongs to.</param>
    /// <param name="causationId">The id of the event that caused this one, or null.</param>
    /// <param name="traceId">The id of the trace, or null.</param>
    public static void WriteStart(
        Utf8JsonWriter writer, Guid id, string correlationId, string? causationId, string? traceId)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteString("correlation_id"u8, correlationId);
        WriteCauses(writer, causationId, traceId);
    }

    /// <summary>Begins an event that begins a trace of its own.</summary>
    internal static void WriteStartOfTrace(Utf8JsonWriter writer, Guid id)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteString("correlation_id"u8, id);
        writer.WriteNull("causation_id"u8);
        writer.WriteString("trace_id"u8, id);
        writer.WriteNull("parent_trace_id"u8);
    }

    /// <summary>Begins an event whose id is a text of any form.</summary>
    internal static void WriteStart(Utf8JsonWriter writer, string id, string correlationId, string? traceId)
    {
        writer.WriteStartObject();
        writer.WriteString("id"u8, id);
        writer.WriteString("correlation_id"u8, correlationId);
        WriteCauses(writer, causationId: null, traceId);
    }

    /// <summary>Writes the rest of the envelope and begins the payload.</summary>
    /// <param name="writer">Where the event goes.</param>
    /// <param name="broker">The name of the trader, <c>shared</c> or <c>system</c>.</param>
    /// <param name="type">The type of the event, UTF-8.</param>
    /// <param name="timestamp">When the event was made; written in UTC, in microseconds.</param>
    /// <param name="key">The key of the message.</param>
    /// <param name="source">The service that made the event.</param>
    public static void WriteDataStart(
        Utf8JsonWriter writer,
        ReadOnlySpan<char> broker,
        ReadOnlySpan<byte> type,
        DateTimeOffset timestamp,
        ReadOnlySpan<char> key,
        ReadOnlySpan<char> source)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteString("broker"u8, broker);
        writer.WriteString("type"u8, type);
        WriteTime(writer, "ts"u8, timestamp.ToUniversalTime());
        writer.WriteString("key"u8, key);
        writer.WriteString("source"u8, source);
        writer.WriteNumber("version"u8, 1);
        writer.WriteStartObject("data"u8);
    }

    /// <summary>Ends the payload and the event.</summary>
    public static void WriteEnd(Utf8JsonWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.WriteEndObject();
        writer.WriteEndObject();
    }

    /// <summary>Writes a time with its own offset, in microseconds; what is smaller is cut off.</summary>
    public static void WriteTime(Utf8JsonWriter writer, ReadOnlySpan<byte> name, DateTimeOffset time)
    {
        ArgumentNullException.ThrowIfNull(writer);
        Span<byte> text = stackalloc byte[TimeLengthMax];
        time.TryFormat(text, out var length, TimeFormat, CultureInfo.InvariantCulture);
        writer.WriteString(name, text[..length]);
    }

    /// <summary>Writes a text or null.</summary>
    public static void WriteText(Utf8JsonWriter writer, ReadOnlySpan<byte> name, string? text)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (text is null)
        {
            writer.WriteNull(name);
        }
        else
        {
            writer.WriteString(name, text);
        }
    }

    /// <summary>Writes a price as a number with its own digits, or null.</summary>
    public static void WritePrice(Utf8JsonWriter writer, ReadOnlySpan<byte> name, Price? price)
    {
        ArgumentNullException.ThrowIfNull(writer);
        if (price is not { } value)
        {
            writer.WriteNull(name);
            return;
        }

        Span<byte> text = stackalloc byte[Price.LengthMax];
        value.TryFormat(text, out var length);
        writer.WritePropertyName(name);
        writer.WriteRawValue(text[..length], skipInputValidation: true);
    }

    /// <summary>Like <see cref="WriteDataStart"/> with the key of a signal, <c>strategy:token</c>.</summary>
    internal static void WriteDataStartOfSignal(
        Utf8JsonWriter writer, string broker, ReadOnlySpan<byte> type, DateTimeOffset timestamp, TradingSignal signal)
    {
        var strategyId = signal.StrategyId.AsSpan();
        var lengthMax = strategyId.Length + 1 + NumberLengthMax;
        var key = lengthMax <= KeyStackLengthMax ? stackalloc char[KeyStackLengthMax] : new char[lengthMax];
        strategyId.CopyTo(key);
        key[strategyId.Length] = ':';
        var start = strategyId.Length + 1;
        signal.InstrumentToken.TryFormat(key[start..], out var length, provider: CultureInfo.InvariantCulture);
        WriteDataStart(writer, broker, type, timestamp, key[..(start + length)], SourceName);
    }

    private static void WriteCauses(Utf8JsonWriter writer, string? causationId, string? traceId)
    {
        WriteText(writer, "causation_id"u8, causationId);
        WriteText(writer, "trace_id"u8, traceId);
        writer.WriteNull("parent_trace_id"u8);
    }
}
