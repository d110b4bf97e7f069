namespace TradingEngine.Zerodha.Client;

/// <summary>What is to change of an order; null for what stays.</summary>
public sealed record class KiteModification
{
    /// <summary>The whole new quantity.</summary>
    public long? Quantity { get; init; }

    /// <summary>The limit in rupees.</summary>
    public decimal? Price { get; init; }

    /// <summary>A <see cref="KiteOrderType"/>. From LIMIT to MARKET needs <see cref="MarketProtection"/>.</summary>
    public string? OrderType { get; init; }

    /// <summary>The trigger in rupees.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>A <see cref="KiteValidity"/>.</summary>
    public string? Validity { get; init; }

    /// <summary>What the market may see of it.</summary>
    public long? DisclosedQuantity { get; init; }

    /// <summary>The first leg of a cover order.</summary>
    public string? ParentOrderId { get; init; }

    /// <summary>In percent above 0 to 100, or -1.</summary>
    public decimal? MarketProtection { get; init; }

    /// <summary>The form's fields, those that are set, in a fixed order.</summary>
    internal FormWriter ToForm()
    {
        var form = new FormWriter();
        form.Add("quantity", Quantity);
        form.Add("price", Price);
        form.Add("order_type", OrderType);
        form.Add("trigger_price", TriggerPrice);
        form.Add("validity", Validity);
        form.Add("disclosed_quantity", DisclosedQuantity);
        form.Add("parent_order_id", ParentOrderId);
        form.Add("market_protection", MarketProtection);
        return form;
    }
}
