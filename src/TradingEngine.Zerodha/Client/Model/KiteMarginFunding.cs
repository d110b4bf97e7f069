using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Shares held on margin.</summary>
public sealed class KiteMarginFunding
{
    /// <summary>Units.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long Quantity { get; internal set; }

    /// <summary>Units sold of these.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long UsedQuantity { get; internal set; }

    /// <summary>The average price, in rupees.</summary>
    [JsonInclude]
    public decimal AveragePrice { get; internal set; }

    /// <summary>The value, in rupees.</summary>
    [JsonInclude]
    public decimal Value { get; internal set; }

    /// <summary>The margin at the purchase, in rupees.</summary>
    [JsonInclude]
    public decimal InitialMargin { get; internal set; }
}
