using System.Globalization;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Hosting.Settings;

/// <summary>The section <c>PaperTrading</c>: how the paper trader fills.</summary>
public static class PaperTradingSettings
{
    /// <summary>The name of the section.</summary>
    public const string SectionName = "PaperTrading";

    /// <summary>Reads the section.</summary>
    /// <param name="reader">A reader at the root; its report has the errors.</param>
    /// <returns>Options that are valid: a default stands for what is wrong.</returns>
    public static PaperTraderOptions Read(SettingReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var section = reader.Section(SectionName);
        var defaults = new PaperTraderOptions();
        var slippage = section.Number(
            nameof(defaults.SlippagePercent),
            defaults.SlippagePercent,
            "How much worse than the last price a fill is, in percent, 0 to less than 100.");
        if (slippage is < 0 or >= 100)
        {
            AddError(section, nameof(defaults.SlippagePercent), "0 to less than 100", slippage);
            slippage = defaults.SlippagePercent;
        }

        var commission = section.Number(
            nameof(defaults.CommissionPercent),
            defaults.CommissionPercent,
            "The fee in percent of the value of a fill, 0 to 100.");
        if (commission is < 0 or > 100)
        {
            AddError(section, nameof(defaults.CommissionPercent), "0 to 100", commission);
            commission = defaults.CommissionPercent;
        }

        section.RefuseUnknown();
        return new PaperTraderOptions { SlippagePercent = slippage, CommissionPercent = commission };
    }

    private static void AddError(SettingReader section, string name, string range, decimal value) =>
        section.AddError(name, $"must be {range}, not {value.ToString(CultureInfo.InvariantCulture)}.");
}
