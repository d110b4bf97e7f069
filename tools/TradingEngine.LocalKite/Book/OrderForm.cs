namespace TradingEngine.LocalKite.Book;

/// <summary>A place call whose fields are all well formed; prices and quantities may still be wrong.</summary>
internal sealed record OrderForm
{
    public const string ProtectionMissing = "Market orders without market protection are not allowed via API. "
        + "Please set market protection or use a Limit order.";

    private const int TagLengthMax = 20;
    private static readonly string[] Varieties = ["regular", "amo", "co", "iceberg", "auction"];

    public required string Variety { get; init; }

    public required string Exchange { get; init; }

    public required string Symbol { get; init; }

    public required string Side { get; init; }

    public required string OrderType { get; init; }

    public required string Product { get; init; }

    public required string Validity { get; init; }

    public required long Quantity { get; init; }

    public int ValidityMinutes { get; init; }

    public decimal Price { get; init; }

    public decimal TriggerPrice { get; init; }

    public long DisclosedQuantity { get; init; }

    public decimal Protection { get; init; }

    public string? Tag { get; init; }

    public bool IsAutoslice { get; init; }

    public int IcebergLegs { get; init; }

    public int AuctionNumber { get; init; }

    public static OrderForm Parse(string variety, FormFields fields, LocalKiteOptions options)
    {
        if (!Varieties.Contains(variety))
        {
            throw FormFields.Invalid("variety");
        }

        var exchange = fields.OneOf("exchange", "NSE", "BSE", "NFO", "BFO", "CDS", "BCD", "MCX");
        var form = new OrderForm
        {
            Variety = variety,
            Exchange = exchange,
            Symbol = fields.Required("tradingsymbol"),
            Side = fields.OneOf("transaction_type", "BUY", "SELL"),
            OrderType = fields.OneOf("order_type", "MARKET", "LIMIT", "SL", "SL-M"),
            Product = fields.OneOf("product", "CNC", "NRML", "MIS", "MTF"),
            Validity = fields.OptionalOneOf("validity", "DAY", "IOC", "TTL") ?? "DAY",
            Quantity = ParseQuantity(fields),
            DisclosedQuantity = fields.Whole("disclosed_quantity") ?? 0,
            Tag = ParseTag(fields),
            IsAutoslice = fields.Flag("autoslice"),
        };
        form = form with
        {
            ValidityMinutes = form.Validity == "TTL" ? ParseMinutes(fields) : 0,
            Price = ParsePrice(fields, form.OrderType),
            TriggerPrice = ParseTrigger(fields, form.OrderType, variety),
            Protection = ParseProtection(fields, form.OrderType, options),
            IcebergLegs = variety == "iceberg" ? ParseLegs(fields) : 0,
            AuctionNumber = variety == "auction" ? ParseAuction(fields) : 0,
        };
        form.CheckTogether(options);
        return form;
    }

    private static decimal ParsePrice(FormFields fields, string orderType)
    {
        var price = fields.Decimal("price") ?? 0;
        return orderType is "MARKET" or "SL-M"
            ? 0
            : price > 0 ? price : throw KiteError.Input("Missing or empty field `price`");
    }

    private static decimal ParseTrigger(FormFields fields, string orderType, string variety)
    {
        var trigger = fields.Decimal("trigger_price") ?? 0;
        var isNeeded = orderType is "SL" or "SL-M" || variety == "co";
        return !isNeeded
            ? 0
            : trigger > 0 ? trigger : throw KiteError.Input("Missing or empty field `trigger_price`");
    }

    private static decimal ParseProtection(FormFields fields, string orderType, LocalKiteOptions options)
    {
        var protection = fields.Decimal("market_protection") ?? 0;
        if (protection is not (-1 or (>= 0 and <= 100)))
        {
            throw FormFields.Invalid("market_protection");
        }

        if (orderType is not ("MARKET" or "SL-M"))
        {
            return 0;
        }

        return protection == 0 && options.RequiresMarketProtection
            ? throw KiteError.Input(ProtectionMissing)
            : protection;
    }

    private static long ParseQuantity(FormFields fields)
    {
        fields.Required("quantity");
        return fields.Whole("quantity") is { } quantity and > 0 ? quantity : throw FormFields.Invalid("quantity");
    }

    private static string? ParseTag(FormFields fields)
    {
        var tag = fields.Text("tag");
        return tag is { Length: > TagLengthMax }
            ? throw KiteError.Input($"Invalid `tag`. It should be at most {TagLengthMax} characters.")
            : tag;
    }

    private static int ParseMinutes(FormFields fields) =>
        fields.Int("validity_ttl", 1, 24 * 60) ?? throw KiteError.Input("Missing or empty field `validity_ttl`");

    private static int ParseLegs(FormFields fields)
    {
        _ = fields.Whole("iceberg_quantity") is > 0 ? 0 : throw FormFields.Invalid("iceberg_quantity");
        return fields.Int("iceberg_legs", 2, 10) ?? throw KiteError.Input("Missing or empty field `iceberg_legs`");
    }

    private static int ParseAuction(FormFields fields) =>
        fields.Int("auction_number", 1, int.MaxValue)
        ?? throw KiteError.Input("Missing or empty field `auction_number`");

    private void CheckTogether(LocalKiteOptions options)
    {
        if (options.IsLimitOnly && OrderType != "LIMIT")
        {
            throw KiteError.Input("Only LIMIT orders are allowed.");
        }

        if (Exchange == "MCX" && Validity == "IOC")
        {
            throw KiteError.Input("IOC orders are not allowed on MCX.");
        }

        if (DisclosedQuantity < 0 || DisclosedQuantity > Quantity
            || (DisclosedQuantity > 0 && Exchange is not ("NSE" or "BSE")))
        {
            throw FormFields.Invalid("disclosed_quantity");
        }
    }
}
