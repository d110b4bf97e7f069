using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The same where there may be none: null or an empty text.</summary>
internal sealed class KiteTimeOrNullConverter : JsonConverter<DateTimeOffset?>
{
    public override DateTimeOffset? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }

        var text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : "?";
        if (text.Length == 0)
        {
            return null;
        }

        return IndiaTime.TryRead(text, out var time)
            ? time
            : throw new JsonException("A time such as 2021-05-31 09:18:57 was expected.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("It is only read.");
}
