using HdrHistogram;
using TradingEngine.LatencyLab.Report;
using TradingEngine.LatencyLab.Zerodha;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>Live trading at Zerodha: orders, a broker that hangs, the ticker, the list of instruments.</summary>
internal sealed class ZerodhaMeasure : IMeasure
{
    private const double NanosPerMicro = 1_000;
    private const double TargetFirstByteMicros = 150;
    private const double TargetJournaledMicros = 600;
    private const double TargetHangingRatio = 1.1;
    private const double TargetPacketsPerSecond = 2_000_000;
    private const double TargetReadMillis = 300;
    private const double TargetKeptMegabytes = 60;
    private const string PlainName = "engine to the first byte";
    private const string JournaledName = "engine with a journal, intent on disk, to the first byte";

    private const string SocketName = "from a socket through KiteTickerSource";

    private static readonly OrderPathSpec[] Paths =
    [
        new("bare socket", (arrivals, _) => new SocketPath(arrivals)),
        new("KiteClient without an engine", (arrivals, _) => new ClientPath(arrivals)),
        new("engine to the call of the trader", (arrivals, _) => EnginePath.ToTrader(arrivals)),
        new(PlainName, (arrivals, _) => EnginePath.ToKite(arrivals, journalDirectory: null)),
        new(JournaledName, (arrivals, folder) => EnginePath.ToKite(arrivals, folder.Next())),
    ];

    public string Name => "zerodha";

    public Section Run(LabOptions options)
    {
        using var folder = new LabFolder();
        var section = new Section(Name, "Zerodha")
        {
            Text = "Live trading on loopback, medians of the rounds (lowest–highest).",
        };

        // First, because the first reading of the process, whose code is not compiled yet, is one of its figures.
        AddInstruments(section, options, folder);
        AddFirstByte(section, options, folder);
        AddHangingBroker(section, options);
        AddTicker(section, options);
        return section;
    }

    private static void AddFirstByte(Section section, LabOptions options, LabFolder folder)
    {
        Array.ForEach(Paths, path => FirstByteRound.Measure(path, folder, 1));
        var results = Rounds.Collect(
            options.Rounds, Paths, path => FirstByteRound.Measure(path, folder, options.Seconds));
        var table = new Table("us", "p50", "p90", "p99", "p99.9", "max", "GC") { Title = "Signal to first byte" };
        for (var i = 0; i < Paths.Length; i++)
        {
            var rounds = results[i].ConvertAll(round => round.Histogram);
            Spread At(double percentile) => Percentiles.Of(rounds, percentile).DividedBy(NanosPerMicro);
            var collections = GcCounts.Sum(results[i].Select(round => round.Collections)).ToString();
            table.Add(Paths[i].Name, At(50), At(90), At(99), At(99.9), At(100), collections);
            AddTarget(section, Paths[i].Name, At(50).Median);
        }

        section.Tables.Add(table);
    }

    private static void AddTarget(Section section, string name, double micros)
    {
        if (name is PlainName or JournaledName)
        {
            var bound = name == PlainName ? TargetFirstByteMicros : TargetJournaledMicros;
            section.Targets.Add(Target.Below($"{name}, p50", micros, bound, "us"));
        }
    }

    private static void AddHangingBroker(Section section, LabOptions options)
    {
        (string Name, bool Hangs)[] specs =
            [("paper", false), ("paper, and Zerodha, which hangs", true), ("paper, once more", false)];
        Array.ForEach(specs, spec => TickRound.Measure(spec.Hangs, 1));
        var results = Rounds.Collect(
            options.Rounds, specs, spec => TickRound.Measure(spec.Hangs, options.Seconds).Histogram);
        var table = new Table(["ns, with signals for", .. Percentiles.Columns])
        {
            Title = $"Ticks beside a broker that hangs, {PacedTicks.TicksPerSecond:#,0} ticks and "
                + $"{PacedTicks.SignalsPerSecond:#,0} signals a second",
        };
        for (var i = 0; i < specs.Length; i++)
        {
            var cells = new List<object> { specs[i].Name };
            Percentiles.AddTo(cells, results[i]);
            table.Add([.. cells]);
        }

        section.Tables.Add(table);
        foreach (var percentile in (double[])[50, 99])
        {
            // What the same engine differs by from itself, to either side, is noise.
            var noise = Ratios(results[2], results[0], percentile).Select(ratio => Math.Max(ratio, 1 / ratio));
            AddHangingTarget(section, $"the same engine against itself, p{percentile}", noise);
            AddHangingTarget(
                section,
                $"a tick beside a broker that hangs, p{percentile}",
                Ratios(results[1], results[0], percentile));
        }
    }

    /// <summary>The ratios of rounds, so that load that comes and goes hits both sides.</summary>
    private static IEnumerable<double> Ratios(List<LongHistogram> ones, List<LongHistogram> others, double percentile) =>
        ones.Zip(others, (one, other) =>
            (double)one.GetValueAtPercentile(percentile) / other.GetValueAtPercentile(percentile));

    private static void AddHangingTarget(Section section, string name, IEnumerable<double> ratios) =>
        section.Targets.Add(Target.AtMost(name, Spread.Of(ratios).Median, TargetHangingRatio, "x"));

    private static void AddTicker(Section section, LabOptions options)
    {
        (string Name, Func<TickerRound> Measure)[] specs =
        [
            ("the parser alone", TickerRound.MeasureParser),
            ("copied, parsed, into the ring of an engine", TickerRound.MeasureRing),
            (SocketName, TickerSocketRound.Measure),
        ];
        Array.ForEach(specs, spec => spec.Measure());
        var results = Rounds.Collect(options.Rounds, specs, spec => spec.Measure());
        var table = new Table("full packets in memory", "M/s", "bytes, worst round")
        {
            Title = $"Ticker, {TickerRound.PacketCount:#,0} packets",
        };
        for (var i = 0; i < specs.Length; i++)
        {
            var perSecond = Spread.Of(results[i].Select(round => round.PerSecond));
            var bytes = results[i].Max(round => round.Bytes);
            table.Add(specs[i].Name, perSecond.DividedBy(1e6), bytes);
            section.Targets.Add(Target.AtLeast(
                $"full packets, {specs[i].Name}", perSecond.Median, TargetPacketsPerSecond, "/s"));
            section.Targets.Add(Target.AtMost($"full packets, {specs[i].Name}", bytes, 0, "bytes"));
        }

        section.Tables.Add(table);
    }

    private static void AddInstruments(Section section, LabOptions options, LabFolder folder)
    {
        string[] paths =
        [
            InstrumentsText.Write(folder.Next(), isZipped: false),
            InstrumentsText.Write(folder.Next(), isZipped: true),
        ];
        var first = InstrumentsRound.Measure(paths[0]);
        InstrumentsRound.Measure(paths[1]);
        var results = Rounds.Collect(options.Rounds, paths, InstrumentsRound.Measure);
        var table = new Table("file", "ms", "MB kept", "MB allocated", "ns a lookup by token")
        {
            Title = $"List of {InstrumentsText.RowCount:#,0} instruments",
        };
        Add(table, "CSV, the first reading of the process", [first]);
        Add(table, "CSV", results[0]);
        Add(table, "CSV, gzip", results[1]);
        section.Tables.Add(table);
        var median = Spread.Of(results[0].Select(round => round.Millis)).Median;
        section.Targets.Add(Target.Below("list of instruments, CSV", median, TargetReadMillis, "ms"));
        section.Targets.Add(Target.Below("list of instruments, first reading", first.Millis, TargetReadMillis, "ms"));
        var kept = results[0].Concat(results[1]).Max(round => round.KeptMegabytes);
        section.Targets.Add(Target.Below("list of instruments, kept, worst round", kept, TargetKeptMegabytes, "MB"));
    }

    private static void Add(Table table, string name, List<InstrumentsRound> rounds)
    {
        Spread Of(Func<InstrumentsRound, double> figure) => Spread.Of(rounds.Select(figure));
        table.Add(
            name,
            Of(round => round.Millis),
            Of(round => round.KeptMegabytes),
            Of(round => round.MadeMegabytes),
            Of(round => round.LookupNanos));
    }
}
