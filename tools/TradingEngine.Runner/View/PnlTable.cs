using Spectre.Console;
using Spectre.Console.Rendering;
using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>Profit and loss by strategy, with a line for the total.</summary>
internal static class PnlTable
{
    private const int NameWidth = 19;
    private const int CountWidth = 7;
    private const int AmountWidthMin = 12;
    private const int Gap = 1;

    /// <summary>Makes the table, with at most <paramref name="rowCountMax"/> strategies and the total of all.</summary>
    public static IRenderable Make(IReadOnlyList<StrategyPnl> strategies, int rowCountMax, bool isBoxed)
    {
        var table = new Table().Border(TableBorder.None);
        table.AddColumn(new TableColumn("[grey]strategy[/]").Width(NameWidth).NoWrap().Padding(0, 0));
        AddNumbers(table, "fills", CountWidth);
        var amountWidth = AmountWidth(strategies);
        foreach (var header in new[] { "realised", "unrealised", "fees", "net" })
        {
            AddNumbers(table, header, amountWidth);
        }

        foreach (var strategy in strategies.Take(rowCountMax))
        {
            AddRow(table, strategy, strategy.StrategyId, "default");
        }

        var hidden = strategies.Count - rowCountMax;
        AddRow(table, StrategyPnl.Total(strategies), hidden > 0 ? $"total, {hidden} not shown" : "total", "bold");
        return FigureTable.WithTitle(table, "P&L by strategy", isBoxed);
    }

    /// <summary>Wide enough for every amount, because half an amount would be a wrong one.</summary>
    private static int AmountWidth(IReadOnlyList<StrategyPnl> strategies)
    {
        var total = StrategyPnl.Total(strategies);
        var longest = strategies.Append(total).Max(pnl => Math.Max(
            Math.Max(Format.Money(pnl.Realized).Length, Format.Money(pnl.Unrealized).Length),
            Math.Max(Format.Money(pnl.Fees).Length, Format.Money(pnl.Net).Length)));
        return Math.Max(AmountWidthMin, longest + Gap);
    }

    private static void AddNumbers(Table table, string header, int width) =>
        table.AddColumn(new TableColumn($"[grey]{header}[/]").Width(width).RightAligned().NoWrap().Padding(0, 0));

    private static void AddRow(Table table, StrategyPnl pnl, string name, string style) => table.AddRow(
        $"[{style}]{Markup.Escape(name)}[/]",
        $"[{style}]{Format.Count(pnl.FillCount)}[/]",
        Amount(pnl.Realized, style),
        Amount(pnl.Unrealized, style),
        $"[{style}]{Format.Money(pnl.Fees)}[/]",
        Amount(pnl.Net, style));

    private static string Amount(decimal amount, string style)
    {
        var color = amount > 0 ? "green" : amount < 0 ? "red" : "grey";
        return $"[{style}][{color}]{Format.Money(amount)}[/][/]";
    }
}
