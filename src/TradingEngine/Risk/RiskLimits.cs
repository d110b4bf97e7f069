using System.Globalization;

namespace TradingEngine.Risk;

/// <summary>
/// What orders may not exceed when they leave. The limits of a strategy count over all its traders, the global ones
/// over all strategies and traders. Null is no limit. A value that equals its limit passes, but for
/// <see cref="DailyLossMax"/>.
/// </summary>
/// <remarks>
/// A limit that needs the last price refuses an order for whose instrument there is none. Amounts are in the account's
/// currency.
/// </remarks>
public sealed record class RiskLimits
{
    /// <summary>The quantity of an order, above zero. <value>The default is none.</value></summary>
    public long? OrderQuantityMax { get; init; }

    /// <summary>
    /// The quantity of an order times the last price, above zero. <value>The default is none.</value>
    /// </summary>
    public decimal? OrderNotionalMax { get; init; }

    /// <summary>
    /// The quantity held of one instrument, long or short, above zero, as if this order and everything open on its
    /// side were filled and nothing on the other. An order towards zero passes, as far as it does not cross to beyond
    /// the limit on the other side. <value>The default is none.</value>
    /// </summary>
    public long? PositionQuantityMax { get; init; }

    /// <summary>
    /// Orders that were sent and have not ended, those with an unknown outcome and this one included, above zero.
    /// <value>The default is none.</value>
    /// </summary>
    public int? OpenOrdersMax { get; init; }

    /// <summary>
    /// Orders that leave within any second of the engine's time, 1 to 100,000; refused ones do not count. <value>The
    /// default is none.</value>
    /// </summary>
    public int? OrdersPerSecondMax { get; init; }

    /// <summary>
    /// How far the signal's own price, where it has one, may be from the last price, in percent of the last price,
    /// above 0 to 1,000. <value>The default is none.</value>
    /// </summary>
    public decimal? PriceCollarPercent { get; init; }

    /// <summary>
    /// How old the last price may be at the order's time, above zero. <value>The default is none.</value>
    /// </summary>
    public TimeSpan? PriceAgeMax { get; init; }

    /// <summary>
    /// The loss since the start of the day from which on only orders that reduce a position leave, above zero: realised
    /// and unrealised, fees included. <value>The default is none.</value>
    /// </summary>
    public decimal? DailyLossMax { get; init; }

    internal bool IsEmpty =>
        OrderQuantityMax is null && OrderNotionalMax is null && PositionQuantityMax is null && OpenOrdersMax is null
        && OrdersPerSecondMax is null && PriceCollarPercent is null && PriceAgeMax is null && DailyLossMax is null;

    /// <summary>Finds everything that is wrong.</summary>
    /// <param name="prefix">Put before each name, such as <c>Global.</c>; may be empty.</param>
    /// <returns>
    /// One sentence an error, each beginning with the prefix and the limit's name; none where all is well.
    /// </returns>
    public IReadOnlyList<string> Validate(string prefix)
    {
        ArgumentNullException.ThrowIfNull(prefix);
        var errors = new List<string>();
        CheckAboveZero(errors, prefix, nameof(OrderQuantityMax), OrderQuantityMax);
        CheckAboveZero(errors, prefix, nameof(OrderNotionalMax), OrderNotionalMax);
        CheckAboveZero(errors, prefix, nameof(PositionQuantityMax), PositionQuantityMax);
        CheckAboveZero(errors, prefix, nameof(OpenOrdersMax), OpenOrdersMax);
        if (OrdersPerSecondMax is < 1 or > 100_000)
        {
            errors.Add(Sentence(prefix, nameof(OrdersPerSecondMax), "1 to 100000", OrdersPerSecondMax.Value));
        }

        if (PriceCollarPercent is <= 0 or > 1_000)
        {
            errors.Add(Sentence(
                prefix, nameof(PriceCollarPercent), "above zero and at most 1000", PriceCollarPercent.Value));
        }

        if (PriceAgeMax <= TimeSpan.Zero)
        {
            errors.Add(Sentence(prefix, nameof(PriceAgeMax), "above zero", PriceAgeMax.Value));
        }

        CheckAboveZero(errors, prefix, nameof(DailyLossMax), DailyLossMax);
        return errors;
    }

    private static void CheckAboveZero(List<string> errors, string prefix, string name, decimal? value)
    {
        if (value <= 0)
        {
            errors.Add(Sentence(prefix, name, "above zero", value.Value));
        }
    }

    private static string Sentence<T>(string prefix, string name, string range, T value) =>
        string.Create(CultureInfo.InvariantCulture, $"{prefix}{name} must be {range}, not {value}.");
}
