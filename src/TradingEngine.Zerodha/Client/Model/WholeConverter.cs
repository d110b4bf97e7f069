using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Reads whole numbers, also where they are written as <c>10.0</c> or as text. A fraction is an error.</summary>
internal sealed class WholeConverter : JsonConverter<long>
{
    public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Number)
        {
            return reader.TryGetInt64(out var whole) ? whole
                : reader.TryGetDecimal(out var number) ? WholeOf(number)
                : throw new JsonException("A number is too large.");
        }

        return reader.TokenType == JsonTokenType.String
            && long.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var text)
            ? text
            : throw new JsonException("A whole number is expected.");
    }

    public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options) =>
        writer.WriteNumberValue(value);

    private static long WholeOf(decimal number) =>
        decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue
            ? (long)number
            : throw new JsonException("A whole number is expected.");
}
