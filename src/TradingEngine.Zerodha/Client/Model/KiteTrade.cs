using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>A fill.</summary>
public sealed class KiteTrade
{
    /// <summary>The exchange's id of the fill.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(KiteIdConverter))]
    public string TradeId { get; internal set; } = "";

    /// <summary>Kite's id of the order.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(KiteIdConverter))]
    public string OrderId { get; internal set; } = "";

    /// <summary>The exchange's id of the order.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteIdConverter))]
    public string? ExchangeOrderId { get; internal set; }

    /// <summary>Such as <c>NSE</c>.</summary>
    [JsonInclude, JsonRequired]
    public string Exchange { get; internal set; } = "";

    /// <summary>The symbol at the exchange.</summary>
    [JsonInclude, JsonRequired]
    [JsonPropertyName("tradingsymbol")]
    public string TradingSymbol { get; internal set; } = "";

    /// <summary>Kite's number of the instrument.</summary>
    [JsonInclude]
    [JsonConverter(typeof(InstrumentTokenConverter))]
    public long InstrumentToken { get; internal set; }

    /// <summary><c>BUY</c> or <c>SELL</c>.</summary>
    [JsonInclude, JsonRequired]
    public string TransactionType { get; internal set; } = "";

    /// <summary>Such as <c>MIS</c>.</summary>
    [JsonInclude]
    public string? Product { get; internal set; }

    /// <summary>The price of the fill in rupees.</summary>
    [JsonInclude, JsonRequired]
    public decimal AveragePrice { get; internal set; }

    /// <summary>What was filled, in units.</summary>
    [JsonInclude, JsonRequired]
    [JsonConverter(typeof(WholeNumberConverter))]
    public long Quantity { get; internal set; }

    /// <summary>When it was filled.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteTimeOrNullConverter))]
    public DateTimeOffset? FillTimestamp { get; internal set; }

    /// <summary>When the exchange registered it.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteTimeOrNullConverter))]
    public DateTimeOffset? ExchangeTimestamp { get; internal set; }

    /// <summary>The time of day of the order in India, without its date.</summary>
    [JsonInclude]
    [JsonConverter(typeof(KiteTimeOfDayConverter))]
    public TimeOnly? OrderTimestamp { get; internal set; }

    /// <summary>What was filled, and of which order.</summary>
    public override string ToString() =>
        $"{TradeId} {TransactionType} {Quantity} {Exchange}:{TradingSymbol} of {OrderId}";
}
