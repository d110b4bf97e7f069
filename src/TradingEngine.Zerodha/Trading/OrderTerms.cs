using System.Globalization;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Trading;

/// <summary>How the orders of a strategy are placed. Immutable.</summary>
/// <remarks>The names of products, varieties and validities are those of Kite Connect's order pages.</remarks>
public sealed record class OrderTerms
{
    /// <summary>The market protection that leaves the percentage to Zerodha: -1.</summary>
    public const decimal AutomaticProtection = -1;

    /// <summary>
    /// The product: <c>MIS</c> (intraday), <c>CNC</c> (delivery), <c>NRML</c> (derivatives overnight) or <c>MTF</c>.
    /// <value>The default is <c>MIS</c>.</value>
    /// </summary>
    public string Product { get; init; } = KiteProduct.Intraday;

    /// <summary>
    /// <c>regular</c>, or <c>amo</c> for orders after the market has closed. <value>The default is
    /// <c>regular</c>.</value>
    /// </summary>
    public string Variety { get; init; } = KiteVariety.Regular;

    /// <summary>
    /// <see cref="OrderPricing.Market"/> with protection, or <see cref="OrderPricing.Limit"/> at the signal's price.
    /// <value>The default is <see cref="OrderPricing.Market"/>.</value>
    /// </summary>
    public OrderPricing Pricing { get; init; }

    /// <summary>
    /// How far from the last price a market order may trade, in percent, above 0 to 100; -1 leaves it to Zerodha.
    /// Kite refuses market orders without it since 2026-04-01. <value>The default is -1.</value>
    /// </summary>
    public decimal MarketProtectionPercent { get; init; } = AutomaticProtection;

    /// <summary><c>DAY</c>, <c>IOC</c> or <c>TTL</c>. <value>The default is <c>DAY</c>.</value></summary>
    public string Validity { get; init; } = KiteValidity.Day;

    /// <summary>The minutes of a <c>TTL</c> order, 1 or more. <value>The default is 1.</value></summary>
    public int ValidityMinutes { get; init; } = 1;

    /// <summary>
    /// Whether Kite splits an order over the exchange's freeze quantity. Without it such an order is refused here,
    /// where the freeze quantity is known. <value>The default is false.</value>
    /// </summary>
    public bool IsAutosliced { get; init; }

    /// <summary>
    /// How long a market order may rest before something is done about it; above zero. <value>The default is 15
    /// seconds.</value>
    /// </summary>
    public TimeSpan RestingTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>What is done about it. <value>The default is <see cref="RestingPolicy.Cancel"/>.</value></summary>
    public RestingPolicy Resting { get; init; } = RestingPolicy.Cancel;

    /// <summary>
    /// How far from the last price at the signal <see cref="RestingPolicy.Reprice"/> goes at most, in percent, above 0
    /// to 100. <value>The default is 1.</value>
    /// </summary>
    public decimal RepricePercentMax { get; init; } = 1;

    /// <summary>
    /// In how many steps it goes there, 1 to 20, one for each <see cref="RestingTimeout"/>; after the last one the rest
    /// is cancelled. <value>The default is 2.</value>
    /// </summary>
    public int RepriceStepCount { get; init; } = 2;

    /// <summary>
    /// What is wrong with terms as a configuration of strategies has them, a JSON object with these names; none where all
    /// is well.
    /// </summary>
    public static IReadOnlyList<string> CheckText(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        return TermsText.Check(json, new OrderTerms());
    }

    /// <summary>What is wrong, each a sentence that begins with <paramref name="prefix"/>.</summary>
    public IReadOnlyList<string> Validate(string prefix = "")
    {
        var errors = new List<string>();
        Check(
            errors,
            Product is KiteProduct.Delivery or KiteProduct.Normal or KiteProduct.Intraday or KiteProduct.MarginFunding,
            prefix,
            nameof(Product),
            "CNC, NRML, MIS or MTF",
            Product);
        Check(
            errors,
            Variety is KiteVariety.Regular or KiteVariety.AfterMarket,
            prefix,
            nameof(Variety),
            "regular or amo",
            Variety);
        Check(
            errors,
            Validity is KiteValidity.Day or KiteValidity.ImmediateOrCancel or KiteValidity.Minutes,
            prefix,
            nameof(Validity),
            "DAY, IOC or TTL",
            Validity);
        Check(errors, ValidityMinutes > 0, prefix, nameof(ValidityMinutes), "1 or more", ValidityMinutes);
        Check(
            errors,
            MarketProtectionPercent is > 0 and <= 100 or AutomaticProtection,
            prefix,
            nameof(MarketProtectionPercent),
            "above 0 to 100, or -1",
            MarketProtectionPercent);
        Check(
            errors, RestingTimeout > TimeSpan.Zero, prefix, nameof(RestingTimeout), "above zero", RestingTimeout);
        Check(
            errors,
            RepricePercentMax is > 0 and <= 100,
            prefix,
            nameof(RepricePercentMax),
            "above 0 to 100",
            RepricePercentMax);
        Check(
            errors, RepriceStepCount is >= 1 and <= 20, prefix, nameof(RepriceStepCount), "1 to 20", RepriceStepCount);
        return errors;
    }

    private static void Check<T>(
        List<string> errors, bool isRight, string prefix, string name, string range, T value)
    {
        if (!isRight)
        {
            errors.Add(string.Create(CultureInfo.InvariantCulture, $"{prefix}{name} is {range}, not {value}."));
        }
    }
}
