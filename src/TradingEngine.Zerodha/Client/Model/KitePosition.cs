using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>One position.</summary>
public sealed class KitePosition
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

    /// <summary>Such as <c>NRML</c>.</summary>
    [JsonInclude, JsonRequired]
    public string Product { get; internal set; } = "";

    /// <summary>Units, negative when short.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long Quantity { get; internal set; }

    /// <summary>Units that were carried over night.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long OvernightQuantity { get; internal set; }

    /// <summary>What one unit stands for.</summary>
    [JsonInclude]
    public decimal Multiplier { get; internal set; }

    /// <summary>The average price, in rupees.</summary>
    [JsonInclude, JsonRequired]
    public decimal AveragePrice { get; internal set; }

    /// <summary>The last day's close, in rupees.</summary>
    [JsonInclude]
    public decimal ClosePrice { get; internal set; }

    /// <summary>The last price, in rupees.</summary>
    [JsonInclude]
    public decimal LastPrice { get; internal set; }

    /// <summary>The net value, in rupees.</summary>
    [JsonInclude]
    public decimal Value { get; internal set; }

    /// <summary>Profit, in rupees.</summary>
    [JsonInclude]
    [JsonPropertyName("pnl")]
    public decimal ProfitAndLoss { get; internal set; }

    /// <summary>Profit since the last close, in rupees.</summary>
    [JsonInclude]
    [JsonPropertyName("m2m")]
    public decimal MarkToMarket { get; internal set; }

    /// <summary>Profit of what is open, in rupees.</summary>
    [JsonInclude]
    public decimal Unrealised { get; internal set; }

    /// <summary>Profit of what is closed, in rupees.</summary>
    [JsonInclude]
    public decimal Realised { get; internal set; }

    /// <summary>Units bought.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long BuyQuantity { get; internal set; }

    /// <summary>Their average price, in rupees.</summary>
    [JsonInclude]
    public decimal BuyPrice { get; internal set; }

    /// <summary>Their value, in rupees.</summary>
    [JsonInclude]
    public decimal BuyValue { get; internal set; }

    /// <summary>Their value marked to market, in rupees.</summary>
    [JsonInclude]
    [JsonPropertyName("buy_m2m")]
    public decimal BuyMarkToMarket { get; internal set; }

    /// <summary>Units sold.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long SellQuantity { get; internal set; }

    /// <summary>Their average price, in rupees.</summary>
    [JsonInclude]
    public decimal SellPrice { get; internal set; }

    /// <summary>Their value, in rupees.</summary>
    [JsonInclude]
    public decimal SellValue { get; internal set; }

    /// <summary>Their value marked to market, in rupees.</summary>
    [JsonInclude]
    [JsonPropertyName("sell_m2m")]
    public decimal SellMarkToMarket { get; internal set; }

    /// <summary>Units bought today.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long DayBuyQuantity { get; internal set; }

    /// <summary>Their average price, in rupees.</summary>
    [JsonInclude]
    public decimal DayBuyPrice { get; internal set; }

    /// <summary>Their value, in rupees.</summary>
    [JsonInclude]
    public decimal DayBuyValue { get; internal set; }

    /// <summary>Units sold today.</summary>
    [JsonInclude]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long DaySellQuantity { get; internal set; }

    /// <summary>Their average price, in rupees.</summary>
    [JsonInclude]
    public decimal DaySellPrice { get; internal set; }

    /// <summary>Their value, in rupees.</summary>
    [JsonInclude]
    public decimal DaySellValue { get; internal set; }
}
