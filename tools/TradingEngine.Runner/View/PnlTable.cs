using Spectre.Console;
using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>Profit and loss by strategy, with a line for the total.</summary>
internal static class PnlTable
{
    private const int NameWidth = 20;
    private const int CountWidth = 7;
    private const int AmountWidth = 12;

    /// <summary>Makes the table; where there are more strategies than <paramref name="rowCountMax"/>, the first ones.</summary>
    public static Table Make(IReadOnlyList<StrategyPnl> strategies, int rowCountMax, TableBorder border)
    {
        var table = new Table().Border(border).BorderColor(Color.Grey37);
        table.AddColumn(new TableColumn("[bold]P&L by strategy[/]").Width(NameWidth).NoWrap());
        AddNumbers(table, "fills", CountWidth);
        foreach (var header in new[] { "realised", "unrealised", "fees", "net" })
        {
            AddNumbers(table, header, AmountWidth);
        }

        foreach (var strategy in strategies.Take(rowCountMax))
        {
            AddRow(table, strategy, strategy.StrategyId, "default");
        }

        var hidden = strategies.Count - rowCountMax;
        AddRow(table, StrategyPnl.Total(strategies), hidden > 0 ? $"total, {hidden} not shown" : "total", "bold");
        return table;
    }

    private static void AddNumbers(Table table, string header, int width) =>
        table.AddColumn(new TableColumn($"[grey]{header}[/]").Width(width).RightAligned().NoWrap());

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
