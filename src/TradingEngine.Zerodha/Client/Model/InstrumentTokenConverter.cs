using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Reads instruments' numbers, which are text in trades.</summary>
internal sealed class InstrumentTokenConverter : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number) && number >= 0)
        {
            return number;
        }

        if (reader.TokenType == JsonTokenType.String)
        {
            var text = Encoding.UTF8.GetBytes(reader.GetString()!);
            if (Utf8Parser.TryParse(text, out number, out var length) && length == text.Length && number >= 0)
            {
                return number;
            }
        }

        throw new JsonException("The number of an instrument was expected.");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);
}
