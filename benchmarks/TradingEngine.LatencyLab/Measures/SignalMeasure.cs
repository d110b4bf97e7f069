using System.Diagnostics;
using TradingEngine.LatencyLab.Report;
using TradingEngine.Model;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>From a signal to its order event in the real engine, paper trader, with ticks around it.</summary>
internal sealed class SignalMeasure : IMeasure
{
    private const int TicksPerSecond = 100_000;
    private const int TicksPerSignal = 100;
    private const int SignalsPerSecond = TicksPerSecond / TicksPerSignal;
    private const int WarmUpSeconds = 1;
    private const string MainName = "Fused, Yielding";

    private static readonly SignalSpec[] Specs =
    [
        new(MainName, Topology.Fused, WaitStrategy.Yielding),
        new("Fused, BusySpin", Topology.Fused, WaitStrategy.BusySpin),
        new("Inline", Topology.Inline, WaitStrategy.Yielding),
    ];

    public string Name => "signal";

    public Section Run(LabOptions options)
    {
        foreach (var spec in Specs)
        {
            MeasureOnce(spec, 1);
        }

        var results = Rounds.Collect(options.Rounds, Specs, spec => MeasureOnce(spec, options.Seconds));
        var section = new Section(Name, "Signal to order event")
        {
            Text = $"Nanoseconds, {SignalsPerSecond:#,0} signals a second among {TicksPerSecond:#,0} ticks a second: " +
                "median of the rounds (lowest–highest). \"Egress ring\": from the publishing until the event " +
                "enters the egress ring, as EngineStatus.Latency has it. \"Sink\": from just before the " +
                "publishing until the sink has the event; the sink's thread is parked between signals and has to " +
                "be woken. GC: collections of generation 0/1/2 in all rounds.",
        };
        var table = new Table("engine", "measured at", "p50", "p90", "p99", "p99.9", "max", "GC");
        for (var i = 0; i < Specs.Length; i++)
        {
            Add(table, Specs[i].Name, results[i]);
        }

        section.Tables.Add(table);
        var p50 = Spread.Of(results[0].Select(round => (double)round.ToRing.P50Nanos)).Median;
        section.Targets.Add(Target.Below($"signal to order event, p50, {MainName}", p50, 1_000, "ns"));
        var curves = Specs.Select((spec, i) =>
            Percentiles.ToCurve($"{spec.Name}, at the sink", results[i].ConvertAll(round => round.ToSink)));
        section.CurveGroups.Add(new CurveGroup("sink", "Signal to sink", [.. curves]));
        return section;
    }

    private static void Add(Table table, string name, List<SignalRound> rounds)
    {
        Spread OfRing(Func<SignalRound, long> figure) => Spread.Of(rounds.Select(round => (double)figure(round)));
        var sink = rounds.ConvertAll(round => round.ToSink);
        var collections = GcCounts.Sum(rounds.Select(round => round.Collections)).ToString();
        table.Add(
            name,
            "egress ring",
            OfRing(round => round.ToRing.P50Nanos),
            OfRing(round => round.ToRing.P90Nanos),
            OfRing(round => round.ToRing.P99Nanos),
            OfRing(round => round.ToRing.P999Nanos),
            OfRing(round => round.ToRing.MaxNanos),
            collections);
        table.Add(
            name,
            "sink",
            Percentiles.Of(sink, 50),
            Percentiles.Of(sink, 90),
            Percentiles.Of(sink, 99),
            Percentiles.Of(sink, 99.9),
            Percentiles.Of(sink, 100),
            collections);
    }

    private static SignalRound MeasureOnce(SignalSpec spec, int seconds)
    {
        var signalCount = SignalsPerSecond * (WarmUpSeconds + seconds);
        var ticks = SampleEvents.MakeTicks(TickFeed.InstrumentCount, TickFeed.InstrumentCount);
        var signals = SampleEvents.MakeSignals(signalCount, TickFeed.InstrumentCount);
        var sent = new long[signalCount];
        var recorder = new LatencyRecorder();
        var sink = new TimedSink(sent, recorder);
        var engine = SampleEngine.Start(spec.Topology, sink, options =>
        {
            options.WaitStrategy = spec.WaitStrategy;
            options.LatencyWindow = SignalsPerSecond * seconds;
        });
        Garbage.Collect();
        var begin = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 1_000;
        recorder.FromTimestamp = begin + WarmUpSeconds * Stopwatch.Frequency;
        var before = GcCounts.Now;
        PacedLoad.Run(TicksPerSecond, begin, (long)signalCount * TicksPerSignal, Send);
        engine.Drain(TimeSpan.FromMinutes(1));
        var collections = GcCounts.Now.Since(before);
        var latency = engine.GetStatus().Latency;
        SampleEngine.Stop(engine);
        return sink.Count == signalCount
            ? new SignalRound(latency, recorder.Histogram, collections)
            : throw new InvalidOperationException($"{sink.Count} order events came of {signalCount} signals.");

        void Send(long number, long intended)
        {
            engine.Publish(ticks[(int)number & (ticks.Length - 1)]);
            if (number % TicksPerSignal == TicksPerSignal - 1)
            {
                var signal = (int)(number / TicksPerSignal);
                sent[signal] = Stopwatch.GetTimestamp();
                engine.Publish(signals[signal]);
            }
        }
    }
}
