using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Reads times, which Kite writes in India's time without a zone.</summary>
internal sealed class KiteTimeConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && IndiaTime.TryRead(reader.GetString()!, out var time)
            ? time
            : throw new JsonException("A time such as 2021-05-31 09:18:57 was expected.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        throw new NotSupportedException("It is only read.");
}
