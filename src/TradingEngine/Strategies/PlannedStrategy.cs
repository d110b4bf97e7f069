using System.Globalization;
using TradingEngine.Model;
using TradingEngine.Risk;
using TradingEngine.Routing;

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

    /// <summary>Puts the strategy's routes into a table, without its limits.</summary>
    public void ApplyTo(string strategyId, RoutingTableBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var always = new List<string>();
        foreach (var trader in Traders)
        {
            if (trader.SharePercent == StrategyTrader.PercentMax)
            {
                always.Add(TargetOf(trader));
            }
        }

        routes.Route(strategyId, [.. always]);
        foreach (var trader in Traders)
        {
            if (trader.SharePercent != StrategyTrader.PercentMax)
            {
                routes.RouteShare(strategyId, TargetOf(trader), trader.SharePercent);
            }

            if (trader.Terms is { } terms)
            {
                routes.PlaceOrders(strategyId, TargetOf(trader), terms);
            }
        }
    }

    private static string TargetOf(StrategyTrader trader) =>
        trader.Mode == TraderMode.Shadow ? ShadowName.Of(trader.Trader) : trader.Trader;

    private static string Describe(StrategyTrader trader)
    {
        var share = trader.SharePercent == StrategyTrader.PercentMax
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $" {trader.SharePercent:0.##}%");
        return $"{trader.Trader} {TraderModeText.Of(trader.Mode)}{share}{(trader.Terms is null ? "" : $" {trader.Terms}")}";
    }
}
