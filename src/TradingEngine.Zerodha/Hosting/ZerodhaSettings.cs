using TradingEngine.Hosting.Settings;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Trading;

namespace TradingEngine.Zerodha.Hosting;

/// <summary>The section <c>Zerodha</c>: every option of <see cref="ZerodhaOptions"/>.</summary>
public static class ZerodhaSettings
{
    /// <summary>The name of the section.</summary>
    public const string SectionName = "Zerodha";

    private const string StrategiesName = "Strategies";
    private const string FreezeQuantitiesName = nameof(ZerodhaOptions.FreezeQuantities);

    /// <summary>Reads the section.</summary>
    /// <param name="reader">A reader at the root; its report has the errors.</param>
    /// <param name="options">What is read into; its values are the defaults.</param>
    /// <param name="isUsed">Whether the trader takes part, so that what is missing is an error.</param>
    public static void Read(SettingReader reader, ZerodhaOptions options, bool isUsed = true)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        var section = reader.Section(SectionName);
        ReadClient(section, options.Client);
        ReadLogin(section, options);
        ReadBudgets(section, options);
        ReadTimes(section, options);
        if (isUsed)
        {
            section.AddErrors(options.Validate());
        }

        var terms = section.Section(nameof(options.Terms));
        options.Terms = ReadTerms(terms, options.Terms);
        var strategies = section.Section(StrategiesName);
        foreach (var strategy in strategies.GetNames())
        {
            options.StrategyTerms[strategy] = ReadTerms(strategies.Section(strategy), options.Terms);
        }

        var freeze = section.Section(FreezeQuantitiesName);
        foreach (var name in freeze.GetNames())
        {
            options.FreezeQuantities[name] = freeze.Whole(name, 1, "The largest quantity of one order, 1 or more.");
        }

        section.RefuseUnknown();
    }

    private static void ReadClient(SettingReader section, KiteClientOptions client)
    {
        client.ApiKey = section.Text(nameof(client.ApiKey), client.ApiKey, "The key of the app at Kite Connect.");
        client.ApiSecret = section.Text(
            nameof(client.ApiSecret), client.ApiSecret ?? "", "Its secret; needed for the login only.");
        client.Root = ReadUri(section, nameof(client.Root), client.Root, "Where the API is.");
        client.RoutePrefix = section.Text(
            nameof(client.RoutePrefix), client.RoutePrefix, "Before every route but instruments; /oms in the sandbox.");
        client.SocketRoot = ReadUri(
            section, nameof(client.SocketRoot), client.SocketRoot, "Where order updates and ticks come from.");
        client.Timeout = section.Time(nameof(client.Timeout), client.Timeout, "How long an answer may take.");
        client.ReadRetryCount = section.Whole(
            nameof(client.ReadRetryCount), client.ReadRetryCount, "How often a failed read is tried again; orders never are.");
    }

    private static void ReadLogin(SettingReader section, ZerodhaOptions options)
    {
        options.AccessToken = NullIfEmpty(section.Text(
            nameof(options.AccessToken), options.AccessToken ?? "", "The access token of today; empty: from the file."));
        options.TokenFile = NullIfEmpty(section.Text(
            nameof(options.TokenFile), options.TokenFile ?? "", "The file that 'kite login' writes."));
        options.UserId = NullIfEmpty(section.Text(
            nameof(options.UserId), options.UserId ?? "", "The account that orders are for; a token of another is refused."));
    }

    private static void ReadBudgets(SettingReader section, ZerodhaOptions options)
    {
        options.OrdersPerSecondMax = section.Whole(
            nameof(options.OrdersPerSecondMax), options.OrdersPerSecondMax, "Order calls in any second, 1 to 1000.");
        options.OrdersPerMinuteMax = section.Whole(
            nameof(options.OrdersPerMinuteMax), options.OrdersPerMinuteMax, "Order calls in any minute, 1 to 100000.");
        options.OrdersPerDayMax = section.Whole(
            nameof(options.OrdersPerDayMax), options.OrdersPerDayMax, "Order calls in a day, 1 to 100000.");
        options.ReadsPerSecondMax = section.Whole(
            nameof(options.ReadsPerSecondMax), options.ReadsPerSecondMax, "Reads in any second, 1 to 1000.");
        options.ReservedPercent = section.Whole(
            nameof(options.ReservedPercent),
            options.ReservedPercent,
            "The share of order calls kept for cancellations and reducing orders, 0 to 90.");
        options.BudgetWaitMax = section.Time(
            nameof(options.BudgetWaitMax), options.BudgetWaitMax, "How long a call waits for its budget.");
        options.ModificationsMax = section.Whole(
            nameof(options.ModificationsMax), options.ModificationsMax, "Modifications of one order, 0 to 1000.");
        options.SliceCountMax = section.Whole(
            nameof(options.SliceCountMax), options.SliceCountMax, "Slices of one order, 1 to 100.");
    }

    private static void ReadTimes(SettingReader section, ZerodhaOptions options)
    {
        options.NotFoundWait = section.Time(
            nameof(options.NotFoundWait),
            options.NotFoundWait,
            "How long an order that is not in the order book may still appear.");
        options.PollInterval = section.Time(
            nameof(options.PollInterval),
            options.PollInterval,
            "How often the order book is read while an order is in doubt or no order updates come.");
        options.TradesWait = section.Time(
            nameof(options.TradesWait), options.TradesWait, "How long trades may be behind the order book.");
        options.HasOrderUpdates = section.Flag(
            nameof(options.HasOrderUpdates), options.HasOrderUpdates, "Whether order updates are listened to.");
    }

    /// <summary>Reads the terms of a section; what it leaves out stays as it is.</summary>
    internal static OrderTerms ReadTerms(SettingReader section, OrderTerms defaults)
    {
        var terms = new OrderTerms
        {
            Product = section.Text(nameof(defaults.Product), defaults.Product, "MIS, CNC, NRML or MTF."),
            Variety = section.Text(nameof(defaults.Variety), defaults.Variety, "regular or amo."),
            Pricing = section.Choice(
                nameof(defaults.Pricing), defaults.Pricing, "Market with protection, or Limit at the signal's price."),
            MarketProtectionPercent = section.Number(
                nameof(defaults.MarketProtectionPercent),
                defaults.MarketProtectionPercent,
                "How far from the last price a market order may trade, in percent; -1 leaves it to Zerodha."),
            Validity = section.Text(nameof(defaults.Validity), defaults.Validity, "DAY, IOC or TTL."),
            ValidityMinutes = section.Whole(
                nameof(defaults.ValidityMinutes), defaults.ValidityMinutes, "The minutes of a TTL order, 1 or more."),
            IsAutosliced = section.Flag(
                nameof(defaults.IsAutosliced), defaults.IsAutosliced, "Whether Kite slices orders over the freeze quantity."),
            RestingTimeout = section.Time(
                nameof(defaults.RestingTimeout), defaults.RestingTimeout, "How long a market order may rest."),
            Resting = section.Choice(
                nameof(defaults.Resting), defaults.Resting, "What is done then: Cancel, Leave or Reprice."),
            RepricePercentMax = section.Number(
                nameof(defaults.RepricePercentMax),
                defaults.RepricePercentMax,
                "How far from the last price Reprice goes, in percent, above 0 to 100."),
            RepriceStepCount = section.Whole(
                nameof(defaults.RepriceStepCount), defaults.RepriceStepCount, "In how many steps, 1 to 20."),
        };
        section.AddErrors(terms.Validate());
        section.RefuseUnknown();
        return terms;
    }

    private static Uri ReadUri(SettingReader section, string name, Uri defaultValue, string description)
    {
        var text = section.Text(name, defaultValue.ToString(), description);
        if (Uri.TryCreate(text, UriKind.Absolute, out var uri))
        {
            return uri;
        }

        section.AddError(name, "must be an absolute address.");
        return defaultValue;
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
