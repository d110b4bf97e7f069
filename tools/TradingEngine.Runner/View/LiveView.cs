using Spectre.Console;
using Spectre.Console.Rendering;
using TradingEngine.Model;
using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>Redraws the figures several times a second in the same place of a terminal.</summary>
internal sealed class LiveView : IDemoView
{
    private const int BarWidth = 48;
    private const int RingBarWidth = 10;
    private const int StrategyRowCountMax = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(125);
    private static readonly RejectReason[] ReasonsShown =
        [RejectReason.Closed, RejectReason.Duplicate, RejectReason.Hold, RejectReason.Stale, RejectReason.UnknownStrategy];

    private readonly IAnsiConsole _console;
    private readonly RateMeter _rate = new();

    public LiveView(IAnsiConsole console)
    {
        _console = console;
    }

    private bool IsUnicode => _console.Profile.Capabilities.Unicode;

    /// <inheritdoc/>
    public void Run(Func<DemoSnapshot> read, CancellationToken finished) =>
        _console.Live(Make(read())).AutoClear(true).Start(context =>
        {
            while (!finished.WaitHandle.WaitOne(Interval))
            {
                context.UpdateTarget(Make(read()));
            }
        });

    private Rows Make(DemoSnapshot snapshot) => new(
        Title(snapshot),
        Progress(snapshot),
        Panels(snapshot),
        PnlTable.Make(snapshot.Strategies, StrategyRowCountMax, TableBorder.Rounded),
        new Markup("[grey]Ctrl+C ends the day with a summary.[/]"));

    private static Markup Title(DemoSnapshot snapshot)
    {
        var options = snapshot.Options;
        return new Markup(
            $"[bold]TradingEngine demo[/]  [grey]seed {options.Seed}, {options.InstrumentCount} instruments,"
            + $" {options.StrategyCount} strategies, {options.Topology}[/]");
    }

    private Grid Progress(DemoSnapshot snapshot)
    {
        var grid = new Grid();
        grid.AddColumn(new GridColumn().Width(BarWidth).NoWrap().PadLeft(0));
        grid.AddColumn(new GridColumn().Width(5).RightAligned().NoWrap());
        grid.AddColumn(new GridColumn().NoWrap());
        var market = snapshot.IsOpen ? "[green]open[/]" : "[yellow]closed[/]";
        return grid.AddRow(
            Bar.Of(snapshot.Percent, 100, BarWidth, "green", IsUnicode),
            new Markup($"[bold]{snapshot.Percent} %[/]"),
            new Markup($"{Format.Time(snapshot.MarketTime)} IST, {market}"));
    }

    private Grid Panels(DemoSnapshot snapshot)
    {
        var grid = new Grid();
        for (var i = 0; i < 3; i++)
        {
            grid.AddColumn(new GridColumn().NoWrap().Padding(0, 0, 1, 0));
        }

        return grid.AddRow(Flow(snapshot), Rejected(snapshot), Latency(snapshot));
    }

    private Table Flow(DemoSnapshot snapshot)
    {
        var (used, size) = snapshot.Status.Ring;
        var rows = new[]
        {
            ("ticks", Format.Count(snapshot.Status.TickCount)),
            ("ticks/s", Format.Rate(_rate.Add(snapshot))),
            ("signals", Format.Count(snapshot.Status.SignalCount)),
            ("fills", Format.Count(snapshot.FillCount)),
            ("conflated", Format.Count(snapshot.Status.ConflatedTickCount)),
        };
        var table = FigureTable.Make("Flow", 12, 14, TableBorder.Rounded, rows);
        table.AddRow(
            Bar.Of(used, size, RingBarWidth, "yellow", IsUnicode),
            new Text($"ring {Format.Count(used)}"));
        return table;
    }

    private static Table Rejected(DemoSnapshot snapshot)
    {
        var reasons = snapshot.Status.SignalsByReason;
        var rows = ReasonsShown.Select(reason => (reason.ToKey(), Format.Count(reasons[reason])));
        return FigureTable.Make(
            "Rejected", 17, 7, TableBorder.Rounded, rows.Append(("all", Format.Count(snapshot.RejectedCount))));
    }

    private static Table Latency(DemoSnapshot snapshot) =>
        FigureTable.Make("Latency", 7, 10, TableBorder.Rounded, LatencyRows.Of(snapshot).Append(("samples",
            Format.Count(snapshot.Status.Latency.SampleCount))));
}
