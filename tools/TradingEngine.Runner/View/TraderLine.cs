using System.Globalization;
using TradingEngine.Model;
using TradingEngine.Traders;
using TradingEngine.Zerodha;

namespace TradingEngine.Runner.View;

/// <summary>What each of several traders did, and how much of its budgets the one at Zerodha uses.</summary>
internal static class TraderLine
{
    private static readonly TimeSpan SecondsShownMax = TimeSpan.FromMinutes(1);

    /// <summary>The end of a line, with a space before it.</summary>
    public static string Of(EngineStatus status, ZerodhaStatus? zerodha)
    {
        var parts = status.Traders.Where(IsShown).Select(trader =>
            $"{trader.Name} {Format.Count(trader.EventCounts[OrderEventType.Filled])} fills, " +
            $"{Format.Count(trader.EventCounts[OrderEventType.Failed])} failed, {Format.Count(trader.OpenCount)} open" +
            (trader.Impediment is null ? "" : ", takes no orders"));
        return $"  [{string.Join(" | ", parts)}{Budgets(zerodha)}]";
    }

    /// <summary>A shadow that has done nothing is left out.</summary>
    private static bool IsShown(TraderStatus trader) =>
        !ShadowName.Is(trader.Name) || trader.OpenCount > 0 || trader.EventCounts.Values.Any(count => count > 0);

    private static string Budgets(ZerodhaStatus? zerodha) => zerodha is null ? "" : string.Concat(
        from budget in zerodha.Budgets
        from use in budget.Uses
        where use.Window <= SecondsShownMax
        select string.Create(
            CultureInfo.InvariantCulture,
            $" | {budget.Name} {use.UsedCount}/{use.LimitCount} in {use.Window.TotalSeconds:0} s"));
}
