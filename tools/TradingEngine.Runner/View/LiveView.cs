using Spectre.Console;
using Spectre.Console.Rendering;
using TradingEngine.Model;
using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>Redraws the figures several times a second in the same place of a terminal.</summary>
internal sealed class LiveView : IDemoView
{
    private const int BarWidth = 44;
    private const int RingBarWidth = 7;
    private const int RingCountWidth = 5;
    private const int StrategyRowCountMax = 8;
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(125);
    private static readonly RejectReason[] ReasonsShown =
    [
        RejectReason.Closed,
        RejectReason.Duplicate,
        RejectReason.Hold,
        RejectReason.Stale,
        RejectReason.UnknownStrategy,
    ];

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
        new Markup($"[grey]{Markup.Escape(KafkaLine.Of(snapshot.Kafka))}[/]"),
        Progress(snapshot),
        Panels(snapshot),
        PnlTable.Make(snapshot.Strategies, StrategyRowCountMax, isBoxed: true),
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

    private IRenderable Flow(DemoSnapshot snapshot)
    {
        var (used, size) = snapshot.Status.Ring;
        var table = FigureTable.Make(9, 13,
        [
            ("ticks", Format.Count(snapshot.Status.TickCount)),
            ("ticks/s", Format.Rate(_rate.Add(snapshot))),
            ("signals", Format.Count(snapshot.Status.SignalCount)),
            ("fills", Format.Count(snapshot.FillCount)),
            ("conflated", Format.Count(snapshot.Status.ConflatedTickCount)),
        ]);
        var fill = Format.Count(used).PadLeft(RingCountWidth);
        table.AddRow(new Text("ring"), Bar.Of(used, size, RingBarWidth, "yellow", IsUnicode, $"{fill} "));
        return FigureTable.WithTitle(table, "Flow", isBoxed: true);
    }

    private static IRenderable Rejected(DemoSnapshot snapshot)
    {
        var reasons = snapshot.Status.SignalsByReason;
        var table = FigureTable.Make(
            17,
            7,
            ReasonsShown
                .Select(reason => (reason.ToKey(), Format.Count(reasons[reason])))
                .Append(("all", Format.Count(snapshot.RejectedCount))));
        return FigureTable.WithTitle(table, "Rejected", isBoxed: true);
    }

    private static IRenderable Latency(DemoSnapshot snapshot)
    {
        var sampleCount = Format.Count(snapshot.Status.Latency.SampleCount);
        var table = FigureTable.Make(8, 9, LatencyRows.Of(snapshot.Status.Latency).Append(("samples", sampleCount)));
        return FigureTable.WithTitle(table, "Signal to event", isBoxed: true);
    }
}
