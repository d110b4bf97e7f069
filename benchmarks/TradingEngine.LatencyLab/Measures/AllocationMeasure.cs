using TradingEngine.LatencyLab.Report;
using TradingEngine.Model;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>Managed bytes of a tick and of a paper fill, over all threads, after the warm-up.</summary>
internal sealed class AllocationMeasure : IMeasure
{
    private const int TickCount = 1_000_000;
    private const int FillCount = 100_000;
    private const int WarmUpTickCount = 200_000;
    private const int WarmUpFillCount = 20_000;
    private const int SettleMillis = 200;

    private static readonly Topology[] Topologies = [Topology.Fused, Topology.ThreadPerStage, Topology.Inline];

    public string Name => "allocation";

    public Section Run(LabOptions options)
    {
        Array.ForEach(Topologies, topology => MeasureOnce(topology));
        var results = Rounds.Collect(options.Rounds, Topologies, MeasureOnce);
        var table = new Table("engine", "bytes/tick", "bytes/fill", "bytes, all ticks", "bytes, all fills", "GC");
        var section = new Section(Name, "Allocation")
        {
            Text = $"Managed bytes of all threads for {TickCount:#,0} ticks and for {FillCount:#,0} paper fills with " +
                "signals made before and a sink that counts, the worst round. " +
                "GC: collections of generation 0/1/2 in all rounds.",
            Tables = { table },
        };
        for (var i = 0; i < Topologies.Length; i++)
        {
            Add(section, table, Topologies[i], results[i]);
        }

        return section;
    }

    private static void Add(Section section, Table table, Topology topology, List<AllocationRound> rounds)
    {
        var tickBytes = rounds.Max(round => round.TickBytes);
        var fillBytes = rounds.Max(round => round.FillBytes);
        var collections = GcCounts.Sum(rounds.Select(round => round.Collections));
        var perTick = (double)tickBytes / TickCount;
        var perFill = (double)fillBytes / FillCount;
        table.Add(topology.ToString(), perTick, perFill, tickBytes, fillBytes, collections.ToString());
        section.Targets.Add(Target.AtMost($"{topology}: a tick, worst round", perTick, 0, "bytes"));
        section.Targets.Add(Target.AtMost($"{topology}: a fill, worst round", perFill, 0, "bytes"));
        section.Targets.Add(Target.AtMost($"{topology}: collections", collections.Gen0, 0, ""));
    }

    private static AllocationRound MeasureOnce(Topology topology)
    {
        var ticks = SampleEvents.MakeTicks(1_024, TickFeed.InstrumentCount);
        var signals = SampleEvents.MakeSignals(WarmUpFillCount + FillCount, TickFeed.InstrumentCount);
        var sink = new NullSink();
        var engine = SampleEngine.Start(topology, sink);
        PublishTicks(engine, ticks, WarmUpTickCount);
        PublishSignals(engine, signals.AsSpan(0, WarmUpFillCount));
        Garbage.Collect();

        // A collection leaves work to the finalizer thread, such as the trimming of pools, which allocates.
        Settle();
        var before = GcCounts.Now;
        var start = GC.GetTotalAllocatedBytes(precise: true);
        PublishTicks(engine, ticks, TickCount);
        Settle();
        var middle = GC.GetTotalAllocatedBytes(precise: true);
        PublishSignals(engine, signals.AsSpan(WarmUpFillCount));
        Settle();
        var end = GC.GetTotalAllocatedBytes(precise: true);
        var collections = GcCounts.Now.Since(before);
        var tickCount = engine.GetStatus().TickCount;
        SampleEngine.Stop(engine);
        return tickCount == WarmUpTickCount + TickCount && sink.Count == WarmUpFillCount + FillCount
            ? new AllocationRound(middle - start, end - middle, collections)
            : throw new InvalidOperationException($"{tickCount} ticks and {sink.Count} fills are not all.");
    }

    private static void PublishTicks(Engine engine, MarketTick[] ticks, int count)
    {
        for (var i = 0; i < count; i++)
        {
            engine.Publish(ticks[i & (ticks.Length - 1)]);
        }
    }

    private static void PublishSignals(Engine engine, ReadOnlySpan<TradingSignal> signals)
    {
        foreach (var signal in signals)
        {
            engine.Publish(signal);
        }
    }

    /// <summary>Gives the rings time to run empty, without a call that allocates.</summary>
    private static void Settle() => Thread.Sleep(SettleMillis);
}
