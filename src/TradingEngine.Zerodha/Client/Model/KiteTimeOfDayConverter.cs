using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Reads a time of day, which trades have for their orders, also where a whole time stands there.</summary>
internal sealed class KiteTimeOfDayConverter : JsonConverter<TimeOnly?>
{
    private const string Format = "HH:mm:ss";

    public override TimeOnly? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
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

        if (TimeOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var timeOfDay))
        {
            return timeOfDay;
        }

        return IndiaTime.TryRead(text, out var time)
            ? TimeOnly.FromTimeSpan(time.TimeOfDay)
            : throw new JsonException("A time of day such as 09:18:57 was expected.");
    }

    public override void Write(Utf8JsonWriter writer, TimeOnly? value, JsonSerializerOptions options) =>
        throw new NotSupportedException("It is only read.");
}
