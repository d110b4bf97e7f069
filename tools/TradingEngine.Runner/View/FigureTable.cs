using Spectre.Console;

namespace TradingEngine.Runner.View;

/// <summary>Names on the left, figures on the right.</summary>
internal static class FigureTable
{
    /// <summary>Makes the table with a title; widths are fixed so that nothing moves while figures change.</summary>
    public static Table Make(
        string title, int nameWidth, int figureWidth, TableBorder border, IEnumerable<(string Name, string Figure)> rows)
    {
        var table = new Table().Border(border).BorderColor(Color.Grey37);
        table.AddColumn(new TableColumn($"[bold]{Markup.Escape(title)}[/]").Width(nameWidth).NoWrap());
        table.AddColumn(new TableColumn("").Width(figureWidth).RightAligned().NoWrap());
        foreach (var (name, figure) in rows)
        {
            table.AddRow(Markup.Escape(name), Markup.Escape(figure));
        }

        return table;
    }
}
