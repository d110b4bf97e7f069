using HdrHistogram;
using TradingEngine.LatencyLab.Report;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>Percentiles of several rounds as cells of a table and as a curve.</summary>
internal static class Percentiles
{
    private static readonly double[] OfTables = [50, 90, 99, 99.9, 99.99, 100];

    /// <summary>The columns that <see cref="AddTo"/> fills.</summary>
    public static string[] Columns { get; } = ["p50", "p90", "p99", "p99.9", "p99.99", "max"];

    /// <summary>The spread of each percentile over the rounds, in nanoseconds.</summary>
    public static void AddTo(List<object> cells, IReadOnlyList<LongHistogram> rounds)
    {
        foreach (var percentile in OfTables)
        {
            cells.Add(Of(rounds, percentile));
        }
    }

    /// <summary>The spread of one percentile over the rounds, in nanoseconds.</summary>
    public static Spread Of(IReadOnlyList<LongHistogram> rounds, double percentile) =>
        Spread.Of(rounds.Select(round => (double)round.GetValueAtPercentile(percentile)));

    /// <summary>The curve of all rounds together.</summary>
    public static Curve ToCurve(string name, IReadOnlyList<LongHistogram> rounds)
    {
        var all = rounds[0].Copy();
        foreach (var round in rounds.Skip(1))
        {
            all.Add(round);
        }

        var points = new List<CurvePoint>();
        for (var nines = 0.02; nines <= Math.Log10(Math.Max(10, all.TotalCount)); nines += 0.05)
        {
            var percentile = 100 * (1 - Math.Pow(10, -nines));
            points.Add(new CurvePoint(percentile, all.GetValueAtPercentile(percentile)));
        }

        return new Curve(name, points);
    }
}
