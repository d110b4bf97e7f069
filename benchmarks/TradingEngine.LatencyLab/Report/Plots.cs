using ScottPlot;

namespace TradingEngine.LatencyLab.Report;

/// <summary>Draws pictures.</summary>
internal static class Plots
{
    private const int WidthPixels = 1_100;
    private const int HeightPixels = 600;

    private static readonly (double Position, string Label)[] PercentileTicks =
        [(0, "0 %"), (1, "90 %"), (2, "99 %"), (3, "99.9 %"), (4, "99.99 %"), (5, "99.999 %")];

    private static readonly (double Position, string Label)[] LatencyTicks =
    [
        (1, "10 ns"), (2, "100 ns"), (3, "1 µs"), (4, "10 µs"), (5, "100 µs"),
        (6, "1 ms"), (7, "10 ms"), (8, "100 ms"), (9, "1 s"), (10, "10 s"),
    ];

    /// <summary>Draws percentile curves; both axes are logarithmic.</summary>
    public static void Draw(CurveGroup group, string path)
    {
        using var plot = new Plot();
        foreach (var curve in group.Curves)
        {
            var points = curve.Points.Where(point => point.Percentile < 100).ToArray();
            var line = plot.Add.Scatter(
                points.Select(point => -Math.Log10(1 - point.Percentile / 100)).ToArray(),
                points.Select(point => Math.Log10(Math.Max(1, point.Nanos))).ToArray());
            line.LegendText = curve.Name;
            line.MarkerSize = 0;
            line.LineWidth = 2;
        }

        plot.Title(group.Title);
        plot.XLabel("percentile");
        plot.YLabel("latency");
        SetTicks(plot.Axes.Bottom, PercentileTicks);
        SetTicks(plot.Axes.Left, LatencyTicks);
        plot.ShowLegend(Alignment.LowerRight);
        plot.SavePng(path, WidthPixels, HeightPixels);
    }

    /// <summary>Draws horizontal bars, the first on top.</summary>
    public static void Draw(string title, BarChart chart, string path)
    {
        using var plot = new Plot();
        var bars = chart.Bars.Select((bar, i) => new ScottPlot.Bar
        {
            Position = -i,
            Value = bar.Figure,
            Label = bar.Figure.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture),
        }).ToArray();
        plot.Add.Bars(bars).Horizontal = true;
        plot.Title(title);
        plot.XLabel(chart.Unit);
        SetTicks(plot.Axes.Left, [.. chart.Bars.Select((bar, i) => ((double)-i, bar.Name))]);
        plot.Axes.Margins(left: 0);
        plot.SavePng(path, WidthPixels, HeightPixels);
    }

    private static void SetTicks(IAxis axis, (double Position, string Label)[] ticks) =>
        axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual(
            [.. ticks.Select(tick => tick.Position)], [.. ticks.Select(tick => tick.Label)]);
}
