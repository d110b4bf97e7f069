using System.Globalization;
using TradingEngine.Risk;

namespace TradingEngine.Strategies;

/// <summary>Where the signals of a strategy go by the rules.</summary>
/// <param name="Traders">The traders that get some, ordered by name; none is off.</param>
/// <param name="Limits">Its limits, where it has any of its own.</param>
public sealed record class PlannedStrategy(IReadOnlyList<StrategyTrader> Traders, RiskLimits? Limits)
{
    /// <summary>Such as <c>paper live, zerodha shadow 10%</c>; <c>no trader</c> where there is none.</summary>
    public string Describe()
    {
        if (Traders.Count == 0)
        {
            return "no trader";
        }

        var parts = new string[Traders.Count];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = Describe(Traders[i]);
        }

        return string.Join(", ", parts);
    }

    private static string Describe(StrategyTrader trader)
    {
        var share = trader.SharePercent == StrategyTrader.PercentMax
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {trader.SharePercent:0.##}%");
        return $"{trader.Trader} {TraderModeText.Of(trader.Mode)}{share}{(trader.Terms is null ? "" : $" {trader.Terms}")}";
    }
}
