namespace TradingEngine.LocalKite;

/// <summary>An order of the account at one moment. It does not change; ask for it again to see what happened.</summary>
public sealed record LocalOrder
{
    /// <summary>The broker's id: 19 digits.</summary>
    public required string OrderId { get; init; }

    /// <summary>The exchange's id; null before the order reached it.</summary>
    public string? ExchangeOrderId { get; init; }

    /// <summary>The order that this one is a slice of. The API shows it only as a tag.</summary>
    public string? ParentOrderId { get; init; }

    /// <summary>OPEN, COMPLETE, CANCELLED, REJECTED, …</summary>
    public required string Status { get; init; }

    /// <summary>Why it is in this state, for people.</summary>
    public string? StatusMessage { get; init; }

    /// <summary>The same in the words of the risk system.</summary>
    public string? StatusMessageRaw { get; init; }

    /// <summary>When the broker took it, in the time of India.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>When it last changed at the exchange.</summary>
    public DateTimeOffset? ExchangeUpdateTime { get; init; }

    /// <summary>When the exchange took it.</summary>
    public DateTimeOffset? ExchangeTime { get; init; }

    /// <summary>regular, amo, co, iceberg or auction.</summary>
    public required string Variety { get; init; }

    /// <summary>NSE, NFO, …</summary>
    public required string Exchange { get; init; }

    /// <summary>The trading symbol.</summary>
    public required string Symbol { get; init; }

    /// <summary>The instrument's token.</summary>
    public required long Token { get; init; }

    /// <summary>LIMIT or SL: a protected MARKET order shows as LIMIT, a protected SL-M order as SL.</summary>
    public required string OrderType { get; init; }

    /// <summary>BUY or SELL.</summary>
    public required string Side { get; init; }

    /// <summary>DAY, IOC or TTL.</summary>
    public required string Validity { get; init; }

    /// <summary>For TTL: minutes.</summary>
    public int ValidityMinutes { get; init; }

    /// <summary>CNC, NRML, MIS or MTF.</summary>
    public required string Product { get; init; }

    /// <summary>The whole quantity.</summary>
    public required long Quantity { get; init; }

    /// <summary>How much of it the market may see.</summary>
    public long DisclosedQuantity { get; init; }

    /// <summary>What has traded.</summary>
    public long FilledQuantity { get; init; }

    /// <summary>What had not traded when it was cancelled.</summary>
    public long CancelledQuantity { get; init; }

    /// <summary>What has not traded. A cancelled order keeps it, a rejected one has 0, as recorded.</summary>
    public long PendingQuantity { get; init; }

    /// <summary>The limit in rupees; a protected order's protection price.</summary>
    public decimal Price { get; init; }

    /// <summary>The trigger in rupees; 0 for orders without.</summary>
    public decimal TriggerPrice { get; init; }

    /// <summary>The mean price of what has traded, to four places; 0 before the first trade.</summary>
    public decimal AveragePrice { get; init; }

    /// <summary>What the order book shows: 0 for an order sent with −1.</summary>
    public decimal MarketProtection { get; init; }

    /// <summary>How often it was modified.</summary>
    public int Modifications { get; init; }

    /// <summary>The client's tag.</summary>
    public string? Tag { get; init; }

    /// <summary>The client's tag and those of slicing.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The id of the auction; 0 for other orders.</summary>
    public int AuctionNumber { get; init; }

    /// <summary>How many legs an iceberg order has; 0 for other orders.</summary>
    public int IcebergLegs { get; init; }

    /// <summary>Whether nothing more can happen to it.</summary>
    public bool IsFinal => Status is "COMPLETE" or "CANCELLED" or "CANCELLED AMO" or "REJECTED";

    /// <summary>Whether it buys.</summary>
    internal bool IsBuy => Side == "BUY";
}
