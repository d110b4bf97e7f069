using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Reads and writes the API's types without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(List<KiteOrder>))]
[JsonSerializable(typeof(List<KiteTrade>))]
[JsonSerializable(typeof(KitePlacedOrder))]
[JsonSerializable(typeof(KitePositions))]
[JsonSerializable(typeof(List<KitePosition>))]
[JsonSerializable(typeof(List<KiteHolding>))]
[JsonSerializable(typeof(KiteMargins))]
[JsonSerializable(typeof(List<KiteOrderMargin>))]
[JsonSerializable(typeof(List<KiteChildOrder>))]
[JsonSerializable(typeof(KiteProfile))]
[JsonSerializable(typeof(List<string>))]
[JsonSerializable(typeof(KiteLogin))]
[JsonSerializable(typeof(List<KiteMarginQuestion>))]
internal sealed partial class KiteJsonContext : JsonSerializerContext;
