using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.Ingress;

/// <summary>
/// Reads and writes <c>validated_signal</c> envelopes of the wire format. Unknown fields are skipped; what is wrong is
/// named.
/// </summary>
/// <remarks>
/// The quantity is <c>validated_quantity</c>, the original's where that is absent or null; the price likewise.
/// Numbers are read from their digits. This type allocates the signal and its texts.
/// </remarks>
public static class SignalJson
{
    /// <summary>Reads one envelope.</summary>
    /// <param name="utf8Json">One JSON object.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="error">What is wrong, with the field's name.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json,
        [NotNullWhen(true)] out TradingSignal? signal,
        [NotNullWhen(false)] out string? error) => TryRead(utf8Json, out signal, out _, out error);

    /// <summary>Reads one envelope and when it was sent.</summary>
    /// <param name="utf8Json">One JSON object.</param>
    /// <param name="signal">The signal.</param>
    /// <param name="sentAt">
    /// The envelope's <c>ts</c>; null where it is absent or not a time stamp with an offset, which is no error, and
    /// where the envelope is refused.
    /// </param>
    /// <param name="error">What is wrong, with the field's name.</param>
    public static bool TryRead(
        ReadOnlySpan<byte> utf8Json,
        [NotNullWhen(true)] out TradingSignal? signal,
        out DateTimeOffset? sentAt,
        [NotNullWhen(false)] out string? error)
    {
        signal = null;
        var fields = new SignalFields();
        error = EnvelopeReader.Read(utf8Json, ref fields);
        error ??= fields.Build(out signal);
        sentAt = error is null ? fields.SentAt : null;
        return error is null;
    }

    /// <summary>Writes one signal as one JSON object, which <c>TryRead</c> reads back. Does not allocate.</summary>
    /// <param name="writer">Where the signal goes, set up with <see cref="OrderEventJson.WriterOptions"/>.</param>
    /// <param name="signal">
    /// The signal. Its time is written in microseconds. Where it has no correlation, the wire format requires one: that
    /// is the signal's id, as in the events that come of the signal.
    /// </param>
    /// <param name="sentAt">When the envelope is made, its <c>ts</c>.</param>
    /// <param name="broker">The broker that the signal is for, as in the topic's name.</param>
    /// <exception cref="ArgumentOutOfRangeException">The type is none of <see cref="SignalType"/>.</exception>
    public static void Write(Utf8JsonWriter writer, TradingSignal signal, DateTimeOffset sentAt, string broker)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(signal);
        var type = TypeOf(signal);
        EnvelopeJson.WriteStart(writer, signal.SignalId, signal.CorrelationId ?? signal.SignalId, signal.TraceId);
        EnvelopeJson.WriteDataStartOfSignal(writer, broker, "validated_signal"u8, sentAt, signal);
        writer.WriteStartObject("original_signal"u8);
        writer.WriteString("strategy_id"u8, signal.StrategyId);
        writer.WriteNumber("instrument_token"u8, signal.InstrumentToken);
        writer.WriteString("signal_type"u8, type);
        writer.WriteNumber("quantity"u8, signal.Quantity);
        EnvelopeJson.WritePrice(writer, "price"u8, signal.Price);
        EnvelopeJson.WriteTime(writer, "timestamp"u8, signal.Timestamp);
        writer.WriteNull("confidence"u8);
        writer.WriteNull("metadata"u8);
        writer.WriteEndObject();
        writer.WriteNumber("validated_quantity"u8, signal.Quantity);
        EnvelopeJson.WritePrice(writer, "validated_price"u8, signal.Price);
        writer.WriteStartObject("risk_checks"u8);
        writer.WriteEndObject();
        EnvelopeJson.WriteTime(writer, "timestamp"u8, signal.Timestamp);
        EnvelopeJson.WriteEnd(writer);
    }

    private static ReadOnlySpan<byte> TypeOf(TradingSignal signal) => signal.Type switch
    {
        SignalType.Buy => "BUY"u8,
        SignalType.Sell => "SELL"u8,
        SignalType.Hold => "HOLD"u8,
        _ => throw new ArgumentOutOfRangeException(nameof(signal), signal.Type, "The type is not Buy, Sell or Hold."),
    };
}
