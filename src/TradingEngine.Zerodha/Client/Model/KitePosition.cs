using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>A position of the account, whoever made it. Prices are in rupees.</summary>
public sealed record class KitePosition
{
    /// <summary>The symbol.</summary>
    [JsonPropertyName("tradingsymbol")]
    public required string TradingSymbol { get; init; }

    /// <summary>The exchange.</summary>
    public required string Exchange { get; init; }

    /// <summary>The instrument.</summary>
    public required long InstrumentToken { get; init; }

    /// <summary>The product.</summary>
    public required string Product { get; init; }

    /// <summary>Held: above zero long, below zero short.</summary>
    public required long Quantity { get; init; }

    /// <summary>Held since before today.</summary>
    public long OvernightQuantity { get; init; }

    /// <summary>Units of a quantity of one.</summary>
    public decimal Multiplier { get; init; } = 1;

    /// <summary>The average price.</summary>
    public decimal AveragePrice { get; init; }

    /// <summary>The last price.</summary>
    public decimal LastPrice { get; init; }

    /// <summary>Yesterday's close.</summary>
    public decimal ClosePrice { get; init; }

    /// <summary>Profit and loss.</summary>
    public decimal Pnl { get; init; }

    /// <summary>Bought in all.</summary>
    public long BuyQuantity { get; init; }

    /// <summary>Sold in all.</summary>
    public long SellQuantity { get; init; }
}
