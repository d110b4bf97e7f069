using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>One trade of an order. Prices are in rupees; times are India's.</summary>
public sealed record class KiteTrade
{
    /// <summary>The exchange's number of the trade.</summary>
    public required string TradeId { get; init; }

    /// <summary>Kite's id of the order.</summary>
    public required string OrderId { get; init; }

    /// <summary>The exchange's id of the order.</summary>
    public string? ExchangeOrderId { get; init; }

    /// <summary>The symbol.</summary>
    [JsonPropertyName("tradingsymbol")]
    public required string TradingSymbol { get; init; }

    /// <summary>The exchange.</summary>
    public required string Exchange { get; init; }

    /// <summary>The instrument.</summary>
    public long? InstrumentToken { get; init; }

    /// <summary>A <see cref="KiteSide"/>.</summary>
    public required string TransactionType { get; init; }

    /// <summary>A <see cref="KiteProduct"/>.</summary>
    public required string Product { get; init; }

    /// <summary>The price.</summary>
    public required decimal AveragePrice { get; init; }

    /// <summary>The quantity.</summary>
    public required long Quantity { get; init; }

    /// <summary>When it was traded.</summary>
    public DateTimeOffset? FillTimestamp { get; init; }

    /// <summary>When the exchange recorded it.</summary>
    public DateTimeOffset? ExchangeTimestamp { get; init; }
}
