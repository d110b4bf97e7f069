using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Reads a list of positions, which must be there.</summary>
internal sealed class KitePositionsConverter : JsonConverter<IReadOnlyList<KitePosition>>
{
    public override bool HandleNull => true;

    public override IReadOnlyList<KitePosition> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            throw new JsonException("A list of positions was expected.");
        }

        var list = JsonSerializer.Deserialize(ref reader, KiteJsonContext.Default.ListKitePosition)!;
        KiteJson.CheckElements(list);
        return list;
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyList<KitePosition> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("It is only read.");
}
