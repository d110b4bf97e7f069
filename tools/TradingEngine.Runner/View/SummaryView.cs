using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TradingEngine.Model;
using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>The closing summary: boxes on a terminal, aligned text elsewhere.</summary>
internal sealed class SummaryView
{
    private const int NameWidth = 22;
    private const int FigureWidth = 16;

    private readonly IAnsiConsole _console;
    private readonly TableBorder _border;

    public SummaryView(IAnsiConsole console, bool isTerminal)
    {
        _console = console;
        _border = isTerminal ? TableBorder.Rounded : TableBorder.None;
    }

    /// <summary>Writes it.</summary>
    public void Show(DemoResult result)
    {
        var snapshot = result.Snapshot;
        var options = snapshot.Options;
        var pace = options.Seconds == 0 ? "as fast as it goes" : $"paced to {options.Seconds} s";
        _console.WriteLine();
        _console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[bold]{(result.IsInterrupted ? "Interrupted at " + Format.Time(snapshot.MarketTime) : "The day is over")}[/]:"
            + $" {Format.Date(GeneratedDay.Open)}, seed {options.Seed}, {options.Topology}, {pace}"));
        _console.WriteLine();
        _console.Write(SideBySide(Totals(snapshot), Rejected(snapshot)));
        _console.WriteLine();
        _console.Write(PnlTable.Make(snapshot.Strategies, snapshot.Strategies.Count, _border));
        _console.WriteLine();
        _console.Write(SideBySide(Latency(snapshot), Memory(result.Memory)));
        _console.WriteLine();
        ShowNext();
    }

    private static Grid SideBySide(IRenderable left, IRenderable right)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0));
        grid.AddColumn(new GridColumn().NoWrap().Padding(0, 0, 0, 0));
        return grid.AddRow(left, right);
    }

    private Table Totals(DemoSnapshot snapshot) => Figures(
        "Totals",
        [
            ("ticks", Format.Count(snapshot.Status.TickCount)),
            ("ticks/s", Format.Rate(snapshot.TicksPerSecond)),
            ("conflated ticks", Format.Count(snapshot.Status.ConflatedTickCount)),
            ("signals", Format.Count(snapshot.Status.SignalCount)),
            ("fills", Format.Count(snapshot.FillCount)),
            ("failed orders", Format.Count(snapshot.FailedCount)),
            ("time", Format.Seconds(snapshot.Elapsed)),
        ]);

    private Table Rejected(DemoSnapshot snapshot) => Figures(
        "Rejected signals",
        [
            .. snapshot.Rejected.Select(rejected => (rejected.Reason.ToKey(), Format.Count(rejected.Count))),
            ("rejected", Format.Count(snapshot.RejectedCount)),
        ]);

    private Table Latency(DemoSnapshot snapshot) => Figures("Signal to order event", LatencyRows.Of(snapshot));

    private Table Memory(MemoryUse memory) => Figures(
        "Memory during the run",
        [
            ("allocated", Format.Bytes(memory.AllocatedBytes)),
            ("of it by ingress", Format.Bytes(memory.IngressBytes)),
            ("gen 0 collections", Format.Count(memory.Gen0Count)),
            ("gen 1 collections", Format.Count(memory.Gen1Count)),
            ("gen 2 collections", Format.Count(memory.Gen2Count)),
        ]);

    private Table Figures(string title, IEnumerable<(string Name, string Figure)> rows) =>
        FigureTable.Make(title, NameWidth, FigureWidth, _border, rows);

    private void ShowNext()
    {
        _console.WriteLine("Prices walk at random, so no strategy can earn its fees. The same seed gives the same fills.");
        _console.WriteLine("Next: replay --help runs a recorded day, demo --help lists the options of this one.");
    }
}
