using System.Diagnostics;
using TradingEngine.Kafka;
using TradingEngine.LatencyLab.Kafka;
using TradingEngine.LatencyLab.Report;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>From a signal in one topic to its fill in another, with ticks around it; and the sink alone.</summary>
internal sealed class KafkaSignalMeasure : IMeasure
{
    private const int SignalsPerSecond = 1_000;
    private const int WarmUpSeconds = 1;
    private const int TickPartitions = 12;
    private const int SignalPartitions = 6;
    private const int SinkEventCount = 10_000;
    private const int SinkInFlightMax = 1_024;

    private static readonly WaitStrategy[] Specs = [WaitStrategy.Yielding, WaitStrategy.Blocking];

    public string Name => "kafka-signal";

    public Section Run(LabOptions options)
    {
        Array.ForEach(Specs, spec => MeasureOnce(spec, 1));
        var results = Rounds.Collect(options.Rounds, Specs, spec => MeasureOnce(spec, options.Seconds));
        MeasureSink();
        var sink = Spread.Of(Enumerable.Range(0, options.Rounds).Select(_ => MeasureSink()));
        return Report(results, sink);
    }

    private static Section Report(List<LatencyRound>[] results, Spread sink)
    {
        var table = new Table(["pipeline", .. Percentiles.Columns, "GC"]);
        var section = new Section("kafka-signal", "Signal to fill through Kafka")
        {
            Text = "Nanoseconds from the time at which a signal should have been produced until a consumer of " +
                $"{TopicNames.OrdersFilled(StageKit.TraderName)} has its fill: median of the rounds (lowest–highest). " +
                $"{SignalsPerSecond:#,0} signals and as many ticks a second, fused engine with a paper trader, " +
                "producers without linger, fetch.wait.max.ms=1 everywhere. The broker is librdkafka's mock in a " +
                "process of its own, which looks for new messages only every millisecond. Producer, engine and reader " +
                "share this process and its cores. GC: collections of generation 0/1/2 in all rounds.",
            Tables = { table },
        };
        var curves = new List<Curve>();
        for (var i = 0; i < Specs.Length; i++)
        {
            var histograms = results[i].ConvertAll(round => round.Histogram);
            var cells = new List<object> { Specs[i].ToString() };
            Percentiles.AddTo(cells, histograms);
            cells.Add(GcCounts.Sum(results[i].Select(round => round.Collections)).ToString());
            table.Add([.. cells]);
            curves.Add(Percentiles.ToCurve(Specs[i].ToString(), histograms));
            var p50 = Percentiles.Of(histograms, 50).Median / 1e6;
            section.Targets.Add(Target.Below($"signal to fill, p50, {Specs[i]}", p50, 2, "ms"));
        }

        section.CurveGroups.Add(new CurveGroup("fill", "Signal to fill through Kafka", curves));
        var sinkTable = new Table("order events", "acknowledged/s") { Title = "The sink alone" };
        sinkTable.Add($"{SinkEventCount:#,0} fills, {SinkInFlightMax:#,0} in flight", sink);
        section.Tables.Add(sinkTable);
        return section;
    }

    private static LatencyRound MeasureOnce(WaitStrategy waitStrategy, int seconds)
    {
        var signalCount = SignalsPerSecond * (WarmUpSeconds + seconds);
        var intended = new long[signalCount];
        var recorder = new LatencyRecorder();
        using var broker = BrokerProcess.Start(TickPartitions);
        using var sender = new EventSender(
            broker.BootstrapServers,
            SampleEvents.MakeTicks(TickFeed.InstrumentCount, TickFeed.InstrumentCount),
            SampleEvents.MakeSignals(signalCount, TickFeed.InstrumentCount));
        sender.SendAllTicks();
        using var running = new KafkaEngine(broker.MakeOptions(TickFeed.InstrumentCount), waitStrategy);
        using var reader = new FillReader(broker.BootstrapServers, intended, recorder);
        KafkaEngine.WaitUntil(
            () => running.Adapter.GetStatus().SignalPartitionCount == SignalPartitions, "The group");
        Garbage.Collect();
        var begin = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 1_000;
        recorder.FromTimestamp = begin + WarmUpSeconds * Stopwatch.Frequency;
        var before = GcCounts.Now;
        PacedLoad.Run(SignalsPerSecond, begin, signalCount, Send, isYielding: true);
        reader.WaitForAll();
        return new LatencyRound(recorder.Histogram, GcCounts.Now.Since(before));

        void Send(long number, long intendedTimestamp)
        {
            intended[number] = intendedTimestamp;
            sender.SendTick(number);
            sender.SendSignal(number);
        }
    }

    private static double MeasureSink()
    {
        using var broker = BrokerProcess.Start(TickPartitions);
        var options = broker.MakeOptions(0);
        options.UnacknowledgedMax = SinkInFlightMax;
        Garbage.Collect();
        return SinkReading.Measure(options, SinkEventCount);
    }
}
