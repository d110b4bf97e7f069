namespace TradingEngine.Zerodha.Client.Model;

/// <summary>A new order as Kite takes it.</summary>
public sealed class KiteOrderRequest
{
    /// <summary>Such as <see cref="KiteExchange.Nse"/>.</summary>
    public required string Exchange { get; init; }

    /// <summary>The symbol at the exchange.</summary>
    public required string TradingSymbol { get; init; }

    /// <summary><see cref="KiteTransactionType.Buy"/> or <see cref="KiteTransactionType.Sell"/>.</summary>
    public required string TransactionType { get; init; }

    /// <summary>Such as <see cref="KiteOrderType.Limit"/>.</summary>
    public required string OrderType { get; init; }

    /// <summary>Such as <see cref="KiteProduct.Intraday"/>.</summary>
    public required string Product { get; init; }

    /// <summary>Units, above zero.</summary>
    public required long Quantity { get; init; }

    /// <summary>
    /// Such as <see cref="KiteVariety.Iceberg"/>. <value>The default is <see cref="KiteVariety.Regular"/>.</value>
    /// </summary>
    public string Variety { get; init; } = KiteVariety.Regular;

    /// <summary>The limit in rupees, for LIMIT and SL.</summary>
    public decimal? Price { get; init; }

    /// <summary>The trigger in rupees, for SL, SL-M and cover orders.</summary>
    public decimal? TriggerPrice { get; init; }

    /// <summary>Such as <see cref="KiteValidity.Day"/>; null leaves it to Kite.</summary>
    public string? Validity { get; init; }

    /// <summary>Minutes, for <see cref="KiteValidity.Minutes"/>.</summary>
    public int? ValidityTtl { get; init; }

    /// <summary>Units that the market sees; equity only.</summary>
    public long? DisclosedQuantity { get; init; }

    /// <summary>Legs of an iceberg, 2 to 10.</summary>
    public int? IcebergLegs { get; init; }

    /// <summary>Units of each leg of an iceberg.</summary>
    public long? IcebergQuantity { get; init; }

    /// <summary>The number of the auction.</summary>
    public string? AuctionNumber { get; init; }

    /// <summary>What the order is found by again, of letters and digits.</summary>
    public string? Tag { get; init; }

    /// <summary>
    /// Percent above zero to 100, or -1 for what Kite thinks right; Kite refuses MARKET and SL-M without one.
    /// </summary>
    public decimal? MarketProtection { get; init; }

    /// <summary>Whether Kite may slice what is above the exchange's freeze quantity.</summary>
    public bool IsAutoslice { get; init; }

    /// <summary>The number of a registered strategy.</summary>
    public string? AlgoId { get; init; }

    /// <summary>Finds what Kite would refuse for certain.</summary>
    /// <param name="tagLengthMax">Characters of a tag at most.</param>
    /// <returns>One sentence an error, none where the order can be sent.</returns>
    public IReadOnlyList<string> Validate(int tagLengthMax)
    {
        var errors = new List<string>();
        CheckGiven(errors, nameof(Exchange), Exchange);
        CheckGiven(errors, nameof(TradingSymbol), TradingSymbol);
        CheckGiven(errors, nameof(TransactionType), TransactionType);
        CheckGiven(errors, nameof(OrderType), OrderType);
        CheckGiven(errors, nameof(Product), Product);
        CheckGiven(errors, nameof(Variety), Variety);
        if (Quantity <= 0)
        {
            errors.Add($"{nameof(Quantity)} must be above zero, not {KiteText.Write(Quantity)}.");
        }

        CheckPrice(errors, nameof(Price), Price, OrderType is KiteOrderType.Limit or KiteOrderType.StopLimit);
        CheckPrice(errors, nameof(TriggerPrice), TriggerPrice,
            OrderType is KiteOrderType.StopLimit or KiteOrderType.StopMarket || Variety == KiteVariety.Cover);
        if (Tag is not null && (Tag.Length == 0 || Tag.Length > tagLengthMax))
        {
            errors.Add($"{nameof(Tag)} must have 1 to {KiteText.Write(tagLengthMax)} characters.");
        }

        return errors;
    }

    /// <summary>Side, quantity and symbol.</summary>
    public override string ToString() =>
        $"{TransactionType} {KiteText.Write(Quantity)} {Exchange}:{TradingSymbol} {OrderType} {Product}";

    internal KiteForm ToForm() => new KiteForm()
        .Add("exchange", Exchange)
        .Add("tradingsymbol", TradingSymbol)
        .Add("transaction_type", TransactionType)
        .Add("order_type", OrderType)
        .Add("product", Product)
        .Add("quantity", Quantity)
        .Add("price", Price)
        .Add("trigger_price", TriggerPrice)
        .Add("validity", Validity)
        .Add("validity_ttl", ValidityTtl)
        .Add("disclosed_quantity", DisclosedQuantity)
        .Add("iceberg_legs", IcebergLegs)
        .Add("iceberg_quantity", IcebergQuantity)
        .Add("auction_number", AuctionNumber)
        .Add("market_protection", MarketProtection)
        .Add("autoslice", IsAutoslice ? "true" : null)
        .Add("tag", Tag)
        .Add("algo_id", AlgoId);

    private static void CheckGiven(List<string> errors, string name, string? value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            errors.Add($"{name} is missing.");
        }
    }

    private static void CheckPrice(List<string> errors, string name, decimal? value, bool isRequired)
    {
        if (isRequired ? value is null or <= 0 : value < 0)
        {
            errors.Add($"{name} must be above zero{(isRequired ? " for this order" : "")}.");
        }
    }
}
