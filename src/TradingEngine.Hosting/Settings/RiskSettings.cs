using TradingEngine.Risk;

namespace TradingEngine.Hosting.Settings;

/// <summary>The section <c>Risk</c>: what orders may not exceed, over everything and by strategy, and the halt file.</summary>
public sealed class RiskSettings
{
    /// <summary>The name of the section.</summary>
    public const string SectionName = "Risk";

    private const string StrategiesName = "Strategies";
    private const string HaltFileName = "HaltFile";

    private RiskSettings(RiskLimits limits, IReadOnlyDictionary<string, RiskLimits> byStrategy, string haltFile)
    {
        Limits = limits;
        ByStrategy = byStrategy;
        HaltFile = haltFile;
    }

    /// <summary>The limits over all strategies and traders.</summary>
    public RiskLimits Limits { get; }

    /// <summary>The limits of strategies.</summary>
    public IReadOnlyDictionary<string, RiskLimits> ByStrategy { get; }

    /// <summary>Trading is halted while this file is there; empty for none.</summary>
    public string HaltFile { get; }

    /// <summary>Reads the section.</summary>
    /// <param name="reader">A reader at the root; its report has the errors.</param>
    public static RiskSettings Read(SettingReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var section = reader.Section(SectionName);
        var haltFile = section.Text(HaltFileName, "", "Trading is halted while this file is there; empty: no such file.");
        var limits = ReadLimits(section);
        var strategies = section.Section(StrategiesName);
        var byStrategy = new Dictionary<string, RiskLimits>(StringComparer.Ordinal);
        foreach (var strategy in strategies.GetNames())
        {
            var own = strategies.Section(strategy);
            byStrategy[strategy] = ReadLimits(own);
            own.RefuseUnknown();
        }

        section.RefuseUnknown(StrategiesName);
        return new RiskSettings(limits, byStrategy, haltFile);
    }

    /// <summary>Sets limits and halt file.</summary>
    public void ApplyTo(EngineBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Limit(Limits);
        foreach (var (strategy, limits) in ByStrategy)
        {
            builder.Limit(strategy, limits);
        }

        if (HaltFile.Length > 0)
        {
            builder.UseHaltFile(HaltFile);
        }
    }

    private static RiskLimits ReadLimits(SettingReader section)
    {
        var limits = new RiskLimits
        {
            OrderQuantityMax = (long?)ReadWhole(section, nameof(RiskLimits.OrderQuantityMax), "The quantity of an order."),
            OrderNotionalMax = section.NumberOrNone(
                nameof(RiskLimits.OrderNotionalMax), "The quantity of an order times the last price."),
            PositionQuantityMax = (long?)ReadWhole(
                section,
                nameof(RiskLimits.PositionQuantityMax),
                "The quantity held of an instrument, if all that is open were filled."),
            OpenOrdersMax = (int?)ReadWhole(
                section, nameof(RiskLimits.OpenOrdersMax), "Orders that have not ended, unknown ones included."),
            OrdersPerSecondMax = (int?)ReadWhole(
                section, nameof(RiskLimits.OrdersPerSecondMax), "Orders within any second, 1 to 100000."),
            PriceCollarPercent = section.NumberOrNone(
                nameof(RiskLimits.PriceCollarPercent), "How far the signal's price may be from the last price, in percent."),
            PriceAgeMax = section.TimeOrNone(nameof(RiskLimits.PriceAgeMax), "How old the last price may be."),
            DailyLossMax = section.NumberOrNone(
                nameof(RiskLimits.DailyLossMax), "The loss of a day from which on only reducing orders leave."),
        };
        section.AddErrors(limits.Validate(""));
        return limits;
    }

    private static decimal? ReadWhole(SettingReader section, string name, string description)
    {
        var value = section.NumberOrNone(name, description);
        if (value is null || (decimal.IsInteger(value.Value) && Math.Abs(value.Value) <= int.MaxValue))
        {
            return value;
        }

        section.AddError(name, $"must be a whole number up to {int.MaxValue} or none.");
        return null;
    }
}
