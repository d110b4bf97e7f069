using System.Text.Json.Serialization;

namespace TradingEngine.Zerodha.Client.Model;

/// <summary>An order whose margin is asked for.</summary>
internal sealed class KiteMarginQuestion
{
    public required string Exchange { get; init; }

    [JsonPropertyName("tradingsymbol")]
    public required string TradingSymbol { get; init; }

    public required string TransactionType { get; init; }

    public required string Variety { get; init; }

    public required string Product { get; init; }

    public required string OrderType { get; init; }

    public long Quantity { get; init; }

    public decimal Price { get; init; }

    public decimal TriggerPrice { get; init; }

    public static KiteMarginQuestion From(KiteOrderRequest request) => new()
    {
        Exchange = request.Exchange,
        TradingSymbol = request.TradingSymbol,
        TransactionType = request.TransactionType,
        Variety = request.Variety,
        Product = request.Product,
        OrderType = request.OrderType,
        Quantity = request.Quantity,
        Price = request.Price ?? 0,
        TriggerPrice = request.TriggerPrice ?? 0,
    };
}
