using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Reads <c>yyyy-MM-dd HH:mm:ss</c>, which is the time of India.</summary>
internal sealed class IndiaTimeConverter : JsonConverter<DateTimeOffset>
{
    private static readonly TimeSpan Offset = new(5, 30, 0);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        reader.TokenType == JsonTokenType.String && DateTime.TryParseExact(
            reader.GetString(),
            "yyyy-MM-dd HH:mm:ss",
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var time)
            && time.Ticks >= Offset.Ticks
            ? new DateTimeOffset(time, Offset)
            : throw new JsonException("A time as yyyy-MM-dd HH:mm:ss is expected.");

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToOffset(Offset).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture));
}
