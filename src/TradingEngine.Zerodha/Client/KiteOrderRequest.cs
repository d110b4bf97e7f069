namespace TradingEngine.Zerodha.Client;

/// <summary>An order to be placed, as kite.trade/docs/connect/v3/orders names its fields.</summary>
public sealed record class KiteOrderRequest
{
    /// <summary>Market protection that leaves the percentage to Zerodha.</summary>
    public const decimal AutomaticMarketProtection = -1;

    /// <summary>The most characters of a tag; Kite refuses a longer one.</summary>
    public const int TagLengthMax = 20;

    /// <summary>A <see cref="KiteVariety"/>. <value>The default is regular.</value></summary>
    public string Variety { get; init; } = KiteVariety.Regular;

    /// <summary>The exchange, such as <c>NSE</c>.</summary>
    public required string Exchange { get; init; }

    /// <summary>The symbol at the exchange.</summary>
    public required string TradingSymbol { get; init; }

    /// <summary>A <see cref="KiteSide"/>.</summary>
    public required string TransactionType { get; init; }

    /// <summary>A <see cref="KiteOrderType"/>.</summary>
    public required string OrderType { get; init; }

    /// <summary>A <see cref="KiteProduct"/>.</summary>
    public required string Product { get; init; }

    /// <summary>The quantity in units, not lots; above zero.</summary>
    public required long Quantity { get; init; }

    /// <summary>The limit in rupees; null for a market order.</summary>
    public decimal? Price { get; init; }

    /// <summary>The trigger in rupees; null for orders without.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>A <see cref="KiteValidity"/>. <value>The default is DAY.</value></summary>
    public string Validity { get; init; } = KiteValidity.Day;

    /// <summary>Minutes of a TTL order; null for others.</summary>
    public int? ValidityTtl { get; init; }

    /// <summary>What the market may see of it; null for all.</summary>
    public long? DisclosedQuantity { get; init; }

    /// <summary>Legs of an iceberg order, 2 to 10; null for others.</summary>
    public int? IcebergLegs { get; init; }

    /// <summary>The quantity of a leg; null for other orders.</summary>
    public long? IcebergQuantity { get; init; }

    /// <summary>The number of the auction; null for other orders.</summary>
    public string? AuctionNumber { get; init; }

    /// <summary>In percent above 0 to 100, or <see cref="AutomaticMarketProtection"/>; null for a limit order.</summary>
    public decimal? MarketProtection { get; init; }

    /// <summary>Whether Kite splits it over the freeze quantity.</summary>
    public bool Autoslice { get; init; }

    /// <summary>The registered strategy; null for none.</summary>
    public string? AlgoId { get; init; }

    /// <summary>At most 20 letters and digits; null for none.</summary>
    public string? Tag { get; init; }

    /// <summary>The form's fields, those that are set, in a fixed order.</summary>
    internal FormWriter ToForm()
    {
        var form = new FormWriter();
        form.Add("exchange", Exchange);
        form.Add("tradingsymbol", TradingSymbol);
        form.Add("transaction_type", TransactionType);
        form.Add("order_type", OrderType);
        form.Add("product", Product);
        form.Add("quantity", Quantity);
        form.Add("price", Price);
        form.Add("trigger_price", TriggerPrice);
        form.Add("validity", Validity);
        form.Add("validity_ttl", ValidityTtl);
        form.Add("disclosed_quantity", DisclosedQuantity);
        form.Add("iceberg_legs", IcebergLegs);
        form.Add("iceberg_quantity", IcebergQuantity);
        form.Add("auction_number", AuctionNumber);
        form.Add("market_protection", MarketProtection);
        form.Add("autoslice", Autoslice ? "true" : null);
        form.Add("algo_id", AlgoId);
        form.Add("tag", Tag);
        return form;
    }
}
