using System.Diagnostics;
using TradingEngine.LatencyLab.Contenders;
using TradingEngine.LatencyLab.Report;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>
/// From the time at which a tick should have been sent to the end of its last stage, under a paced load.
/// </summary>
internal sealed class LatencyMeasure : IMeasure
{
    private const int Size = 8_192;
    private const int WarmUpMillis = 500;

    private static readonly LatencySpec[] Specs =
    [
        new("inline", set => set.Inline(Size)),
        new("fused, Yielding", set => set.Fused(Size, new YieldingWaitStrategy())),
        new("fused, BusySpin", set => set.Fused(Size, new BusySpinWaitStrategy())),
        new("per stage, Yielding", set => set.PerStage(Size, new YieldingWaitStrategy())),
        new("Channel", set => set.Channel(Size, isPolled: false)),
        new("Channel, polled", set => set.Channel(Size, isPolled: true)),
        new("BlockingCollection", set => set.BlockingCollection(Size)),
    ];

    public string Name => "latency";

    public Section Run(LabOptions options)
    {
        var section = new Section(Name, "Latency")
        {
            Text = "Nanoseconds from the intended time of sending to the end of the last stage: median of the rounds " +
                $"(lowest–highest); ring of {Size} slots: {RingName.Current}. " +
                "GC: collections of generation 0/1/2 in all rounds.",
        };
        Add(section, options, 100_000, "100k");
        Add(section, options, 1_000_000, "1m");
        return section;
    }

    private static void Add(Section section, LabOptions options, int perSecond, string name)
    {
        foreach (var spec in Specs)
        {
            MeasureOnce(spec, perSecond, TimeSpan.FromMilliseconds(WarmUpMillis));
        }

        var results = Rounds.Collect(
            options.Rounds, Specs, spec => MeasureOnce(spec, perSecond, TimeSpan.FromSeconds(options.Seconds)));
        var title = $"{perSecond:#,0} ticks a second";
        var table = new Table(["contender", .. Percentiles.Columns, "GC"]) { Title = title };
        var curves = new List<Curve>();
        for (var i = 0; i < Specs.Length; i++)
        {
            var histograms = results[i].ConvertAll(round => round.Histogram);
            var cells = new List<object> { Specs[i].Name };
            Percentiles.AddTo(cells, histograms);
            cells.Add(GcCounts.Sum(results[i].Select(round => round.Collections)).ToString());
            table.Add([.. cells]);
            curves.Add(Percentiles.ToCurve(Specs[i].Name, histograms));
        }

        section.Tables.Add(table);
        section.CurveGroups.Add(new CurveGroup(name, $"{title}, {RingName.Current}", curves));
    }

    private static LatencyRound MeasureOnce(LatencySpec spec, int perSecond, TimeSpan duration)
    {
        var recorder = new LatencyRecorder();
        using var contender = spec.Make(new ContenderSet<TimedDispatch>(stage => new TimedDispatch(stage, recorder)));
        Garbage.Collect();
        var begin = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 1_000;
        recorder.FromTimestamp = begin + Stopwatch.Frequency * WarmUpMillis / 1_000;
        var before = GcCounts.Now;
        var seconds = duration.TotalSeconds + WarmUpMillis / 1_000.0;
        PacedLoad.Run(perSecond, begin, (long)(perSecond * seconds), (_, intended) => contender.PublishOne(intended));
        contender.WaitUntilProcessed();
        return new LatencyRound(recorder.Histogram, GcCounts.Now.Since(before));
    }
}
