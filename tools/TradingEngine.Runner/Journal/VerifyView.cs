using System.Globalization;
using Spectre.Console;
using TradingEngine.Orders;
using TradingEngine.Runner.View;

namespace TradingEngine.Runner.Journal;

/// <summary>A report as tables on a terminal.</summary>
internal static class VerifyView
{
    public static void Show(IAnsiConsole console, VerifyReport report)
    {
        var figures = new Table().Border(TableBorder.None).HideHeaders();
        figures.AddColumn(new TableColumn("").NoWrap().Padding(0, 0, 2, 0));
        figures.AddColumn(new TableColumn("").Padding(0, 0));
        foreach (var (name, figure) in report.GetFigures())
        {
            figures.AddRow(Markup.Escape(name), Markup.Escape(figure));
        }

        console.Write(FigureTable.WithTitle(figures, report.Directory, isBoxed: true));
        if (report.Orders.Count > 0)
        {
            console.Write(MakeOrders(report));
        }

        foreach (var warning in report.Warnings)
        {
            console.MarkupLine($"[yellow]warning:[/] {Markup.Escape(warning)}");
        }
    }

    private static Table MakeOrders(VerifyReport report)
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey37);
        foreach (var header in (string[])["order", "trader", "strategy", "side"])
        {
            table.AddColumn($"[grey]{header}[/]");
        }

        table.AddColumn(new TableColumn("[grey]quantity[/]").RightAligned());
        table.AddColumn(new TableColumn("[grey]filled[/]").RightAligned());
        table.AddColumn("[grey]state[/]");
        table.AddColumn("[grey]since[/]");
        foreach (var verified in report.Orders)
        {
            var order = verified.Order;
            var state = RecordJson.NameOf(verified.Progress.State);
            table.AddRow(
                order.Id.ToString(),
                Markup.Escape(verified.Trader),
                Markup.Escape(order.StrategyId),
                RecordJson.WireNameOf(order.Side),
                order.Quantity.ToString(CultureInfo.InvariantCulture),
                verified.Progress.FilledQuantity.ToString(CultureInfo.InvariantCulture),
                verified.Progress.State == OrderState.Unknown ? $"[red]{state}[/]" : state,
                VerifyReport.Text(verified.Since));
        }

        return table;
    }
}
