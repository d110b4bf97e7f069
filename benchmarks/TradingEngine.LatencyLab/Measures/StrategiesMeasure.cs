using HdrHistogram;
using TradingEngine.LatencyLab.Report;
using TradingEngine.LatencyLab.Strategies;
using TradingEngine.Sql;
using TradingEngine.Strategies;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>10,000 strategies: their table swapped beside ticks, and read anew from databases.</summary>
internal sealed class StrategiesMeasure : IMeasure
{
    private const double TargetSwapMillis = 500;
    private const double TargetSwapRatio = 1.1;

    public string Name => "strategies";

    public Section Run(LabOptions options)
    {
        var section = new Section(Name, "Strategies")
        {
            Text = $"{SampleStrategies.Count:#,0} strategies, medians of the rounds (lowest–highest).",
        };
        AddReload(section, options);
        AddSwaps(section, options);
        return section;
    }

    private static void AddSwaps(Section section, LabOptions options)
    {
        (string Name, bool Swaps)[] specs =
            [("no swap", false), ("another table every second", true), ("no swap, once more", false)];
        Array.ForEach(specs, spec => SwapRound.Measure(spec.Swaps, 1));
        var results = Rounds.Collect(
            options.Rounds, specs, spec => SwapRound.Measure(spec.Swaps, options.Seconds).Histogram);
        var table = new Table(["ns", .. Percentiles.Columns])
        {
            Title = $"Ticks while the table is swapped, {PacedTicks.TicksPerSecond:#,0} ticks and "
                + $"{PacedTicks.SignalsPerSecond:#,0} signals a second",
        };
        for (var i = 0; i < specs.Length; i++)
        {
            var cells = new List<object> { specs[i].Name };
            Percentiles.AddTo(cells, results[i]);
            table.Add([.. cells]);
        }

        section.Tables.Add(table);
        foreach (var percentile in (double[])[50, 99, 99.9])
        {
            // What the same engine differs by from itself, to either side, is noise.
            var noise = Ratios(results[2], results[0], percentile).Select(ratio => Math.Max(ratio, 1 / ratio));
            AddTarget(section, $"the same engine against itself, p{percentile}", noise);
            AddTarget(section, $"a tick with a swap a second, p{percentile}", Ratios(results[1], results[0], percentile));
        }
    }

    private static void AddReload(Section section, LabOptions options)
    {
        using var folder = new LabFolder();
        var file = Path.Combine(folder.Next(), "strategies.db");
        var stores = new List<(string Name, Func<IStrategyStore> Make)> { ("SQLite", () => new SqliteStrategyStore(file)) };
        if (options.Postgres is { } postgres)
        {
            stores.Add(("PostgreSQL", () => new PostgresStrategyStore(postgres)));
        }

        var specs = stores.ToArray();
        Array.ForEach(specs, spec => ReloadRound.Fill(spec.Make));
        var percent = 20m;
        Array.ForEach(specs, spec => ReloadRound.Measure(spec.Make, percent));
        var results = Rounds.Collect(
            options.Rounds, specs, spec => ReloadRound.Measure(spec.Make, percent += 0.01m));
        var table = new Table("ms", "read", "read, planned and swapped", "a change noticed and swapped") { Title = "Reload" };
        for (var i = 0; i < specs.Length; i++)
        {
            var swap = Spread.Of(results[i].Select(round => round.SwapMillis));
            table.Add(
                specs[i].Name,
                Spread.Of(results[i].Select(round => round.ReadMillis)),
                swap,
                Spread.Of(results[i].Select(round => round.NoticeMillis)));
            section.Targets.Add(Target.Below($"reload from {specs[i].Name}, to the swap", swap.Median, TargetSwapMillis, "ms"));
        }

        section.Tables.Add(table);
    }

    /// <summary>The ratios of rounds, so that load that comes and goes hits both sides.</summary>
    private static IEnumerable<double> Ratios(List<LongHistogram> ones, List<LongHistogram> others, double percentile) =>
        ones.Zip(others, (one, other) =>
            (double)one.GetValueAtPercentile(percentile) / other.GetValueAtPercentile(percentile));

    private static void AddTarget(Section section, string name, IEnumerable<double> ratios) =>
        section.Targets.Add(Target.AtMost(name, Spread.Of(ratios).Median, TargetSwapRatio, "x"));
}
