using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Reads the slices of an order; null is an empty list.</summary>
internal sealed class KiteChildrenConverter : JsonConverter<IReadOnlyList<KiteChildOrder>>
{
    public override bool HandleNull => true;

    public override IReadOnlyList<KiteChildOrder> Read(
        ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return [];
        }

        var list = JsonSerializer.Deserialize(ref reader, KiteJsonContext.Default.ListKiteChildOrder)!;
        KiteJson.CheckElements(list);
        return list;
    }

    public override void Write(
        Utf8JsonWriter writer, IReadOnlyList<KiteChildOrder> value, JsonSerializerOptions options) =>
        throw new NotSupportedException("It is only read.");
}
