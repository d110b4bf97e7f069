namespace TradingEngine.Zerodha.Client.Model;

/// <summary>What to change in an order; null leaves it as it is.</summary>
public sealed class KiteModification
{
    /// <summary>Units altogether, what is filled already included.</summary>
    public long? Quantity { get; init; }

    /// <summary>The limit in rupees.</summary>
    public decimal? Price { get; init; }

    /// <summary>Such as <see cref="KiteOrderType.Limit"/>.</summary>
    public string? OrderType { get; init; }

    /// <summary>The trigger in rupees.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>Such as <see cref="KiteValidity.Day"/>.</summary>
    public string? Validity { get; init; }

    /// <summary>Units that the market sees.</summary>
    public long? DisclosedQuantity { get; init; }

    /// <summary>The order that it is a part of.</summary>
    public string? ParentOrderId { get; init; }

    /// <summary>As in <see cref="KiteOrderRequest.MarketProtection"/>; needed where LIMIT becomes MARKET.</summary>
    public decimal? MarketProtection { get; init; }

    internal KiteForm ToForm() => new KiteForm()
        .Add("quantity", Quantity)
        .Add("price", Price)
        .Add("order_type", OrderType)
        .Add("trigger_price", TriggerPrice)
        .Add("validity", Validity)
        .Add("disclosed_quantity", DisclosedQuantity)
        .Add("parent_order_id", ParentOrderId)
        .Add("market_protection", MarketProtection);
}
