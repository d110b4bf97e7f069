using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The generated readers of Kite's answers.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    RespectNullableAnnotations = true,
    MaxDepth = 32,
    Converters = [typeof(WholeConverter), typeof(IndiaTimeConverter)])]
[JsonSerializable(typeof(KiteEnvelope<List<KiteOrder>>))]
[JsonSerializable(typeof(KiteEnvelope<List<KiteTrade>>))]
[JsonSerializable(typeof(KiteEnvelope<List<KiteHolding>>))]
[JsonSerializable(typeof(KiteEnvelope<KitePositions>))]
[JsonSerializable(typeof(KiteEnvelope<KiteMargins>))]
[JsonSerializable(typeof(KiteEnvelope<KiteProfile>))]
[JsonSerializable(typeof(KiteEnvelope<KitePlacedOrder>))]
[JsonSerializable(typeof(KiteEnvelope<KiteLogin>))]
[JsonSerializable(typeof(KiteErrorBody))]
[JsonSerializable(typeof(KiteOrder))]
internal sealed partial class KiteJson : JsonSerializerContext;
