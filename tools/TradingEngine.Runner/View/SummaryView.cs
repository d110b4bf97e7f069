using System.Globalization;
using Spectre.Console;
using Spectre.Console.Rendering;
using TradingEngine.Model;
using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>The closing summary: boxes on a terminal, aligned text elsewhere.</summary>
internal sealed class SummaryView
{
    private const int NameWidth = 19;
    private const int FigureWidth = 14;

    private readonly IAnsiConsole _console;
    private readonly bool _isBoxed;

    public SummaryView(IAnsiConsole console, bool isTerminal)
    {
        _console = console;
        _isBoxed = isTerminal;
    }

    /// <summary>Writes it.</summary>
    public void Show(DemoResult result)
    {
        var snapshot = result.Snapshot;
        var options = snapshot.Options;
        var title = result.IsInterrupted ? $"Interrupted at {Format.Time(snapshot.MarketTime)}" : "The day is over";
        var pace = options.Seconds == 0 ? "as fast as it goes" : $"paced to {options.Seconds} s";
        _console.WriteLine();
        _console.MarkupLine(string.Create(
            CultureInfo.InvariantCulture,
            $"[bold]{title}[/]: {Format.Date(GeneratedDay.Open)}, seed {options.Seed}, {options.Topology}, {pace}"));
        _console.WriteLine();
        _console.Write(SideBySide(Totals(snapshot), Rejected(snapshot)));
        _console.WriteLine();
        _console.Write(PnlTable.Make(snapshot.Strategies, snapshot.Strategies.Count, _isBoxed));
        _console.WriteLine();
        _console.Write(SideBySide(Latency(snapshot), Memory(result.Memory)));
        _console.WriteLine();
        if (snapshot.Kafka is { } kafka)
        {
            _console.Write(SideBySide(Topics(kafka), RoundTrip(kafka)));
            _console.WriteLine();
        }

        ShowNext(snapshot);
    }

    private static Grid SideBySide(IRenderable left, IRenderable right)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().NoWrap().Padding(0, 0, 2, 0));
        grid.AddColumn(new GridColumn().NoWrap().Padding(0, 0, 0, 0));
        return grid.AddRow(left, right);
    }

    private IRenderable Totals(DemoSnapshot snapshot) => Figures(
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

    private IRenderable Rejected(DemoSnapshot snapshot) => Figures(
        "Rejected signals",
        [
            .. snapshot.Rejected.Select(rejected => (rejected.Reason.ToKey(), Format.Count(rejected.Count))),
            ("rejected", Format.Count(snapshot.RejectedCount)),
        ]);

    private IRenderable Latency(DemoSnapshot snapshot) => Figures("Signal to order event", LatencyRows.Of(snapshot.Status.Latency));

    private IRenderable Memory(MemoryUse memory) => Figures(
        "Memory during the run",
        [
            ("allocated", Format.Bytes(memory.AllocatedBytes)),
            ("of it by the view", Format.Bytes(memory.ViewBytes)),
            ("of it by ingress", Format.Bytes(memory.IngressBytes)),
            ("gen 0 collections", Format.Count(memory.Gen0Count)),
            ("gen 1 collections", Format.Count(memory.Gen1Count)),
            ("gen 2 collections", Format.Count(memory.Gen2Count)),
        ]);

    private IRenderable Topics(KafkaFigures kafka) => Figures(
        "Kafka",
        [
            ("ticks read", Format.Count(kafka.TicksRead)),
            ("signals read", Format.Count(kafka.SignalsRead)),
            ("events read back", Format.Count(kafka.EventsReadBack)),
            ("fills read back", Format.Count(kafka.FillsReadBack)),
        ]);

    private IRenderable RoundTrip(KafkaFigures kafka) =>
        Figures("Signal sent to event read", LatencyRows.Of(kafka.RoundTrip));

    private IRenderable Figures(string title, IEnumerable<(string Name, string Figure)> rows) =>
        FigureTable.WithTitle(FigureTable.Make(NameWidth, FigureWidth, rows), title, _isBoxed);

    private void ShowNext(DemoSnapshot snapshot)
    {
        if (snapshot.Options.Seconds == 0)
        {
            _console.WriteLine("Latencies include the wait in a full ring; demo --seconds 10 paces the day.");
        }

        _console.WriteLine("Prices walk at random, so no strategy can earn its fees.");
        _console.WriteLine(snapshot.Kafka is null
            ? "The same seed gives the same fills. Next: replay --help, demo --help."
            : "The same seed gives the same day; topics know no common order, so prices of fills may differ.");
    }
}
