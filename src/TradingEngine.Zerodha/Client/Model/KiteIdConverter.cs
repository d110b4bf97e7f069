using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Reads ids as text, digit by digit where they come as numbers.</summary>
internal sealed class KiteIdConverter : JsonConverter<string>
{
    private const int LengthMax = 100;

    public override string Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var id = reader.TokenType switch
        {
            JsonTokenType.String => reader.GetString()!,
            JsonTokenType.Number => Encoding.UTF8.GetString(reader.ValueSpan),
            _ => throw new JsonException("An id was expected."),
        };
        if (id.Length > LengthMax)
        {
            throw new JsonException("The id is too long.");
        }

        return reader.TokenType == JsonTokenType.String || !id.AsSpan().ContainsAnyExceptInRange('0', '9')
            ? id
            : throw new JsonException("An id was expected.");
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
