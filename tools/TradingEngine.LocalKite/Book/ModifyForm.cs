namespace TradingEngine.LocalKite.Book;

/// <summary>A modify call: what is null stays as it is.</summary>
internal sealed record ModifyForm(
    long? Quantity,
    decimal? Price,
    decimal? TriggerPrice,
    long? DisclosedQuantity,
    string? OrderType,
    string? Validity,
    int? ValidityMinutes,
    decimal? Protection)
{
    public static ModifyForm Parse(FormFields fields)
    {
        var form = new ModifyForm(
            fields.Whole("quantity"),
            fields.Decimal("price"),
            fields.Decimal("trigger_price"),
            fields.Whole("disclosed_quantity"),
            fields.OptionalOneOf("order_type", "MARKET", "LIMIT", "SL", "SL-M"),
            fields.OptionalOneOf("validity", "DAY", "IOC", "TTL"),
            fields.Int("validity_ttl", 1, 24 * 60),
            fields.Decimal("market_protection"));
        Check(form.Quantity is null or > 0, "quantity");
        Check(form.Price is null or >= 0, "price");
        Check(form.TriggerPrice is null or >= 0, "trigger_price");
        Check(form.DisclosedQuantity is null or >= 0, "disclosed_quantity");
        Check(form.Protection is null or -1 or (>= 0 and <= 100), "market_protection");
        return form;
    }

    private static void Check(bool isValid, string name)
    {
        if (!isValid)
        {
            throw FormFields.Invalid(name);
        }
    }
}
