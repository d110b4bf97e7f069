using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What an order would need.</summary>
public sealed class KiteOrderMargin
{
    /// <summary>The segment.</summary>
    [JsonInclude]
    public string? Type { get; internal set; }

    /// <summary>The symbol at the exchange.</summary>
    [JsonInclude, JsonRequired]
    [JsonPropertyName("tradingsymbol")]
    public string TradingSymbol { get; internal set; } = "";

    /// <summary>Such as <c>NSE</c>.</summary>
    [JsonInclude, JsonRequired]
    public string Exchange { get; internal set; } = "";

    /// <summary>SPAN margin, in rupees.</summary>
    [JsonInclude]
    public decimal Span { get; internal set; }

    /// <summary>Exposure margin, in rupees.</summary>
    [JsonInclude]
    public decimal Exposure { get; internal set; }

    /// <summary>The premium, in rupees.</summary>
    [JsonInclude]
    public decimal OptionPremium { get; internal set; }

    /// <summary>Additional margin, in rupees.</summary>
    [JsonInclude]
    public decimal Additional { get; internal set; }

    /// <summary>Margin of a bracket order, in rupees.</summary>
    [JsonInclude]
    [JsonPropertyName("bo")]
    public decimal BracketOrder { get; internal set; }

    /// <summary>Cash, in rupees.</summary>
    [JsonInclude]
    public decimal Cash { get; internal set; }

    /// <summary>Value at risk, in rupees.</summary>
    [JsonInclude]
    [JsonPropertyName("var")]
    public decimal ValueAtRisk { get; internal set; }

    /// <summary>Profit of what is held.</summary>
    [JsonInclude]
    [JsonPropertyName("pnl")]
    public KiteProfitAndLoss ProfitAndLoss { get; internal set; } = new();

    /// <summary>The leverage, as a factor.</summary>
    [JsonInclude]
    public decimal Leverage { get; internal set; }

    /// <summary>What Kite and others charge.</summary>
    [JsonInclude]
    public KiteCharges Charges { get; internal set; } = new();

    /// <summary>The margin altogether, in rupees.</summary>
    [JsonInclude, JsonRequired]
    public decimal Total { get; internal set; }
}
