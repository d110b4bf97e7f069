using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>Shares that the account owns. Prices are in rupees.</summary>
public sealed record class KiteHolding
{
    /// <summary>The symbol.</summary>
    [JsonPropertyName("tradingsymbol")]
    public required string TradingSymbol { get; init; }

    /// <summary>The exchange.</summary>
    public required string Exchange { get; init; }

    /// <summary>The instrument.</summary>
    public required long InstrumentToken { get; init; }

    /// <summary>The security's number.</summary>
    public string? Isin { get; init; }

    /// <summary>The product.</summary>
    public required string Product { get; init; }

    /// <summary>Delivered.</summary>
    public required long Quantity { get; init; }

    /// <summary>Bought and not yet delivered.</summary>
    [JsonPropertyName("t1_quantity")]
    public long UndeliveredQuantity { get; init; }

    /// <summary>Sold today.</summary>
    public long UsedQuantity { get; init; }

    /// <summary>The average price.</summary>
    public decimal AveragePrice { get; init; }

    /// <summary>The last price.</summary>
    public decimal LastPrice { get; init; }

    /// <summary>Yesterday's close.</summary>
    public decimal ClosePrice { get; init; }

    /// <summary>Profit and loss.</summary>
    public decimal Pnl { get; init; }
}
