using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The money of the account.</summary>
public sealed class KiteMargins
{
    /// <summary>For shares and their derivatives, null where the account has none.</summary>
    [JsonInclude]
    public KiteSegmentMargin? Equity { get; internal set; }

    /// <summary>For commodities, null where the account has none.</summary>
    [JsonInclude]
    public KiteSegmentMargin? Commodity { get; internal set; }
}
