using Spectre.Console;
using Spectre.Console.Rendering;

namespace TradingEngine.Runner.View;

/// <summary>Names on the left, figures on the right, under a title.</summary>
internal static class FigureTable
{
    /// <summary>Names and figures; widths are fixed so that nothing moves while figures change.</summary>
    public static Table Make(int nameWidth, int figureWidth, IEnumerable<(string Name, string Figure)> rows)
    {
        var table = new Table().Border(TableBorder.None).HideHeaders();
        table.AddColumn(new TableColumn("").Width(nameWidth).NoWrap().Padding(0, 0));
        table.AddColumn(new TableColumn("").Width(figureWidth).RightAligned().NoWrap().Padding(0, 0));
        foreach (var (name, figure) in rows)
        {
            table.AddRow(Markup.Escape(name), Markup.Escape(figure));
        }

        return table;
    }

    /// <summary>Puts a title over it: in a box, or as a line of its own.</summary>
    public static IRenderable WithTitle(IRenderable content, string title, bool isBoxed)
    {
        var markup = $"[bold]{Markup.Escape(title)}[/]";
        return isBoxed
            ? new Panel(content).Header(markup).Border(BoxBorder.Rounded).BorderColor(Color.Grey37).Padding(1, 0)
            : new Rows(new Markup(markup), content);
    }
}
