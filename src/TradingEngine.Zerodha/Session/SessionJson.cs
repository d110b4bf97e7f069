using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Session;

/// <summary>Reads and writes the token file without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(KiteTokenText))]
internal sealed partial class SessionJson : JsonSerializerContext;
