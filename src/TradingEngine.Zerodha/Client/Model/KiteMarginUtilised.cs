using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Where margin went, in rupees.</summary>
public sealed class KiteMarginUtilised
{
    /// <summary>The sum.</summary>
    [JsonInclude]
    public decimal Debits { get; internal set; }

    /// <summary>Exposure margin.</summary>
    [JsonInclude]
    public decimal Exposure { get; internal set; }

    /// <summary>Losses that were realised.</summary>
    [JsonInclude]
    [JsonPropertyName("m2m_realised")]
    public decimal MarkToMarketRealised { get; internal set; }

    /// <summary>Losses that were not.</summary>
    [JsonInclude]
    [JsonPropertyName("m2m_unrealised")]
    public decimal MarkToMarketUnrealised { get; internal set; }

    /// <summary>Premiums.</summary>
    [JsonInclude]
    public decimal OptionPremium { get; internal set; }

    /// <summary>Paid out.</summary>
    [JsonInclude]
    public decimal Payout { get; internal set; }

    /// <summary>SPAN margin.</summary>
    [JsonInclude]
    public decimal Span { get; internal set; }

    /// <summary>From sold holdings.</summary>
    [JsonInclude]
    public decimal HoldingSales { get; internal set; }

    /// <summary>For turnover.</summary>
    [JsonInclude]
    public decimal Turnover { get; internal set; }
}
