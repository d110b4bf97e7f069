using System.Diagnostics;
using TradingEngine.Dispatch;
using TradingEngine.LatencyLab.Contenders;
using TradingEngine.LatencyLab.Report;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>Ticks a second from a single producer through the three stages.</summary>
internal sealed class ThroughputMeasure : IMeasure
{
    private const int ChunkSize = 1_024;
    private const int WarmUpShare = 4;
    private const string FusedName = "fused, Yielding, 8K";
    private const string InlineName = "inline, 8K";
    private const string ChannelName = "Channel";

    private static readonly ContenderSet<DispatchStage> Set = new(stage => stage);

    public string Name => "throughput";

    public Section Run(LabOptions options)
    {
        var specs = MakeSpecs();
        foreach (var spec in specs)
        {
            // The first turn compiles; it is not counted.
            MeasureOnce(spec, options.EventCount / 2);
        }

        var results = Rounds.Alternate(options.Rounds, specs, spec => MeasureOnce(spec, options.EventCount));
        return Report(specs, results);
    }

    private static ContenderSpec[] MakeSpecs()
    {
        const int size = 8_192;
        const int large = 65_536;
        return
        [
            new(InlineName, 1, () => Set.Inline(size)),
            new("inline, 8K, slots filled before", 1, () => Set.Inline(size, isFilledBefore: true)),
            new("inline, 64K", 1, () => Set.Inline(large)),
            new(FusedName, 1, () => Set.Fused(size, new YieldingWaitStrategy())),
            new("fused, BusySpin, 8K", 1, () => Set.Fused(size, new BusySpinWaitStrategy())),
            new("fused, Yielding, 64K", 1, () => Set.Fused(large, new YieldingWaitStrategy())),
            new("per stage, Yielding, 8K", 0.25, () => Set.PerStage(size, new YieldingWaitStrategy())),
            new("per stage, Yielding, 64K", 0.25, () => Set.PerStage(large, new YieldingWaitStrategy())),
            new(ChannelName, 0.1, () => Set.Channel(size, isPolled: false)),
            new("Channel, polled", 0.1, () => Set.Channel(size, isPolled: true)),
            new("TPL Dataflow", 0.03, () => Set.Dataflow(size)),
            new("BlockingCollection", 0.03, () => Set.BlockingCollection(size)),
            new("engine Fused, one by one", 0.5, () => MakeEngine(Topology.Fused, 1)),
            new("engine Fused, batches of 256", 0.5, () => MakeEngine(Topology.Fused, 256)),
            new("engine Inline, one by one", 0.5, () => MakeEngine(Topology.Inline, 1)),
            new("engine Inline, batches of 256", 0.5, () => MakeEngine(Topology.Inline, 256)),
        ];
    }

    private static EngineContender MakeEngine(Topology topology, int batchSize) =>
        new(topology, WaitStrategy.Yielding, batchSize);

    /// <returns>Events a second.</returns>
    private static double MeasureOnce(ContenderSpec spec, int eventCount)
    {
        var chunkCount = Math.Max(1, (int)(eventCount * spec.EventShare) / ChunkSize);
        using var contender = spec.Make();
        Publish(contender, Math.Max(1, chunkCount / WarmUpShare));
        contender.WaitUntilProcessed();
        Garbage.Collect();
        var start = Stopwatch.GetTimestamp();
        Publish(contender, chunkCount);
        contender.WaitUntilProcessed();
        return (double)chunkCount * ChunkSize / Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Publish(Contender contender, int chunkCount)
    {
        for (var i = 0; i < chunkCount; i++)
        {
            contender.Publish(ChunkSize);
        }
    }

    private static Section Report(ContenderSpec[] specs, Spread[] results)
    {
        var inline = Find(specs, results, InlineName).Median;
        var channel = Find(specs, results, ChannelName).Median;
        var fused = Find(specs, results, FusedName).Median;
        var table = new Table("contender", "M events/s", "min", "max", "ns/event", "× inline", "× Channel");
        var bars = new List<Bar>();
        for (var i = 0; i < specs.Length; i++)
        {
            var (median, min, max) = results[i];
            var name = specs[i].Name;
            table.Add(name, median / 1e6, min / 1e6, max / 1e6, 1e9 / median, median / inline, median / channel);
            bars.Add(new Bar(name, median / 1e6));
        }

        var section = new Section("throughput", "Throughput")
        {
            Text = $"64-byte ticks from one producer, one by one, through the real stages; ring: {RingName.Current}.",
            Tables = { table },
            Bars = new BarChart("M events/s, median", bars),
        };
        section.Targets.Add(Target.AtLeast("fused against the stages in line", fused / inline, 0.7, "×"));
        section.Targets.Add(Target.AtLeast("fused against a bounded Channel", fused / channel, 12, "×"));
        return section;
    }

    private static Spread Find(ContenderSpec[] specs, Spread[] results, string name) =>
        results[Array.FindIndex(specs, spec => spec.Name == name)];
}
