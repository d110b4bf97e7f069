using System.Text.Json;
using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Shares in the depository.</summary>
public sealed class KiteHolding
{
    /// <summary>The symbol at the exchange.</summary>
    [JsonInclude, JsonRequired]
    [JsonPropertyName("tradingsymbol")]
    public string TradingSymbol { get; internal set; } = "";

    /// <summary>Such as <c>NSE</c>.</summary>
    [JsonInclude, JsonRequired]
    public string Exchange { get; internal set; } = "";

    /// <summary>Kite's number of the instrument.</summary>
    [JsonInclude]
    [JsonConverter(typeof(InstrumentTokenConverter))]
    public long InstrumentToken { get; internal set; }

    /// <summary>The international number of the security.</summary>
    [JsonInclude]
    public string? Isin { get; internal set; }

    /// <summary>Such as <c>CNC</c>.</summary>
    [JsonInclude]
    public string? Product { get; internal set; }

    /// <summary>In rupees, 0 as recorded.</summary>
    [JsonInclude]
    public decimal Price { get; internal set; }

    /// <summary>Units that are settled.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long Quantity { get; internal set; }

    /// <summary>Units sold of these.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long UsedQuantity { get; internal set; }

    /// <summary>Units that are not settled yet.</summary>
    [JsonInclude]
    [JsonPropertyName("t1_quantity")]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long T1Quantity { get; internal set; }

    /// <summary>Units delivered.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long RealisedQuantity { get; internal set; }

    /// <summary>Units authorised for sale.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long AuthorisedQuantity { get; internal set; }

    /// <summary>For which day.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteTimeOrNullConverter))]
    public DateTimeOffset? AuthorisedDate { get; internal set; }

    /// <summary>Kite's data of the authorisation.</summary>
    [JsonInclude]
    public JsonElement? Authorisation { get; internal set; }

    /// <summary>Units at the day's begin.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long OpeningQuantity { get; internal set; }

    /// <summary>Units sold short.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long ShortQuantity { get; internal set; }

    /// <summary>Units pledged.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long CollateralQuantity { get; internal set; }

    /// <summary>As what; empty for none.</summary>
    [JsonInclude]
    public string? CollateralType { get; internal set; }

    /// <summary>Whether Kite's average price is in doubt.</summary>
    [JsonInclude]
    [JsonPropertyName("discrepancy")]
    public bool HasDiscrepancy { get; internal set; }

    /// <summary>The average price, in rupees.</summary>
    [JsonInclude, JsonRequired]
    public decimal AveragePrice { get; internal set; }

    /// <summary>The last price, in rupees.</summary>
    [JsonInclude]
    public decimal LastPrice { get; internal set; }

    /// <summary>The last day's close, in rupees.</summary>
    [JsonInclude]
    public decimal ClosePrice { get; internal set; }

    /// <summary>Profit, in rupees.</summary>
    [JsonInclude]
    [JsonPropertyName("pnl")]
    public decimal ProfitAndLoss { get; internal set; }

    /// <summary>The day's change, in rupees.</summary>
    [JsonInclude]
    public decimal DayChange { get; internal set; }

    /// <summary>The day's change, in percent.</summary>
    [JsonInclude]
    public decimal DayChangePercentage { get; internal set; }

    /// <summary>What is held on margin.</summary>
    [JsonInclude]
    [JsonPropertyName("mtf")]
    public KiteMarginFunding? MarginFunding { get; internal set; }
}
