using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Charges, in rupees.</summary>
public sealed class KiteCharges
{
    /// <summary>The tax on the transaction.</summary>
    [JsonInclude]
    public decimal TransactionTax { get; internal set; }

    /// <summary>Which tax, such as <c>stt</c>.</summary>
    [JsonInclude]
    public string? TransactionTaxType { get; internal set; }

    /// <summary>The exchange's.</summary>
    [JsonInclude]
    public decimal ExchangeTurnoverCharge { get; internal set; }

    /// <summary>The regulator's.</summary>
    [JsonInclude]
    public decimal SebiTurnoverCharge { get; internal set; }

    /// <summary>The broker's.</summary>
    [JsonInclude]
    public decimal Brokerage { get; internal set; }

    /// <summary>Stamp duty.</summary>
    [JsonInclude]
    public decimal StampDuty { get; internal set; }

    /// <summary>Tax on goods and services.</summary>
    [JsonInclude]
    public KiteGst Gst { get; internal set; } = new();

    /// <summary>Everything.</summary>
    [JsonInclude]
    public decimal Total { get; internal set; }
}
