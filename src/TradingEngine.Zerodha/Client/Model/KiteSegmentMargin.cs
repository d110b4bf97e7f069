using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The money of one segment.</summary>
public sealed class KiteSegmentMargin
{
    /// <summary>Whether the user may trade there.</summary>
    [JsonInclude]
    [JsonPropertyName("enabled")]
    public bool IsEnabled { get; internal set; }

    /// <summary>What can be used, in rupees.</summary>
    [JsonInclude, JsonRequired]
    public decimal Net { get; internal set; }

    /// <summary>Where it comes from.</summary>
    [JsonInclude, JsonRequired]
    public KiteMarginAvailable Available { get; internal set; } = new();

    /// <summary>Where it went.</summary>
    [JsonInclude, JsonRequired]
    public KiteMarginUtilised Utilised { get; internal set; } = new();
}
