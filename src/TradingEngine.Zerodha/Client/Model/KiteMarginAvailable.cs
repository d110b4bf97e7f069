using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Where margin comes from, in rupees.</summary>
public sealed class KiteMarginAvailable
{
    /// <summary>Given for the day.</summary>
    [JsonInclude]
    public decimal AdhocMargin { get; internal set; }

    /// <summary>Cash.</summary>
    [JsonInclude, JsonRequired]
    public decimal Cash { get; internal set; }

    /// <summary>From pledged shares.</summary>
    [JsonInclude]
    public decimal Collateral { get; internal set; }

    /// <summary>Paid in today.</summary>
    [JsonInclude]
    public decimal IntradayPayin { get; internal set; }
}
