using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What is held, today's trades included.</summary>
public sealed class KitePositions
{
    /// <summary>With what was carried over night.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(KitePositionsConverter))]
    public IReadOnlyList<KitePosition> Net { get; internal set; } = [];

    /// <summary>What was traded today alone.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(KitePositionsConverter))]
    public IReadOnlyList<KitePosition> Day { get; internal set; } = [];
}
