using TradingEngine.Kafka;
using TradingEngine.LatencyLab.Kafka;
using TradingEngine.LatencyLab.Report;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>Ticks a second from Kafka, with and without the engine behind.</summary>
internal sealed class KafkaFeedMeasure : IMeasure
{
    private const int CountPerPartitionMin = 500;
    private const int CountPerPartitionMax = 20_000;
    private const int EventShare = 2_500;
    private const string DecodeName = "consume and decode";
    private const string QueueName = "batch queue and decode";
    private const string FeedName = "feed, Client, Yielding";
    private const string QueueFeedName = "feed, BatchQueue, Yielding";

    private static readonly ReaderSpec[] Specs =
    [
        new("consume only", DecodeName, TickReading.Client, ConsumerReader.ReadOnly),
        new(DecodeName, DecodeName, TickReading.Client, ConsumerReader.ReadAndDecode),
        new(FeedName, DecodeName, TickReading.Client, FeedReader.With(WaitStrategy.Yielding)),
        new("feed, Client, Blocking", DecodeName, TickReading.Client, FeedReader.With(WaitStrategy.Blocking)),
        new(QueueName, DecodeName, TickReading.BatchQueue, ConsumerReader.ReadQueueAndDecode),
        new(QueueFeedName, QueueName, TickReading.BatchQueue, FeedReader.With(WaitStrategy.Yielding)),
        new("feed, BatchQueue, Blocking", QueueName, TickReading.BatchQueue, FeedReader.With(WaitStrategy.Blocking)),
    ];

    public string Name => "kafka-feed";

    public Section Run(LabOptions options)
    {
        using var broker = BrokerProcess.Start(TickTopic.PartitionCount);
        var topic = TickTopic.Fill(
            broker.BootstrapServers,
            Math.Clamp(options.EventCount / EventShare, CountPerPartitionMin, CountPerPartitionMax));
        Reading MeasureOnce(ReaderSpec spec)
        {
            var kafka = broker.MakeOptions(topic.CountPerPartition);
            kafka.TickReading = spec.TickReading;
            Garbage.Collect();
            return spec.Read(kafka, topic.Count);
        }

        // The first turn compiles; it is not counted.
        Array.ForEach(Specs, spec => MeasureOnce(spec));
        return Report(topic, Rounds.Collect(options.Rounds, Specs, MeasureOnce));
    }

    private static Section Report(TickTopic topic, List<Reading>[] results)
    {
        var table = new Table("contender", "ticks/s", "against", "×", "bytes/tick", "GC");
        var bars = new List<Bar>();
        for (var i = 0; i < Specs.Length; i++)
        {
            var rate = Spread.Of(results[i].Select(round => round.PerSecond));
            table.Add(
                Specs[i].Name,
                rate,
                Specs[i].Base,
                RatioOf(results, Specs[i].Name, Specs[i].Base),
                BytesOf(results, Specs[i].Name),
                GcCounts.Sum(results[i].Select(round => round.Collections)).ToString());
            bars.Add(new Bar(Specs[i].Name, rate.Median / 1e6));
        }

        var section = new Section("kafka-feed", "Ticks from Kafka")
        {
            Text = $"{topic.Count:#,0} market_tick envelopes of {topic.MeanSize:0} bytes on average, lz4, " +
                $"{TickTopic.PartitionCount} partitions, read from the beginning: from the assignment until the last " +
                "is decoded or, with the feed, in the price cache (fused engine with the named wait strategy, paper " +
                "trader). Median of the rounds (lowest–highest); × is the median of the ratios within a round. " +
                "The broker is librdkafka's mock in a process of its own, whose threads take part of the same cores. Bytes: managed, of all threads, " +
                "without the start. GC: collections of generation 0/1/2 in all rounds.",
            Tables = { table },
            Bars = new BarChart("M ticks/s, median", bars),
        };
        AddTargets(section, results);
        return section;
    }

    private static void AddTargets(Section section, List<Reading>[] results)
    {
        var rate = Spread.Of(Of(results, FeedName).Select(round => round.PerSecond)).Median;
        var ratio = RatioOf(results, FeedName, DecodeName).Median;
        var queueRatio = RatioOf(results, QueueFeedName, FeedName).Median;
        section.Targets.AddRange(
        [
            Target.AtLeast($"{FeedName}, against the same consumer without a pipeline", ratio, 0.9, "×"),
            Target.AtLeast($"{QueueFeedName}, against {FeedName}", queueRatio, 1, "×"),
            Target.AtLeast(FeedName, rate, 300_000, "ticks/s"),
            Target.AtMost($"{FeedName}, a tick", BytesOf(results, FeedName).Median, 240, "bytes"),
            Target.Below($"{QueueFeedName}, a tick", BytesOf(results, QueueFeedName).Median, 1, "bytes"),
        ]);
    }

    private static List<Reading> Of(List<Reading>[] results, string name) =>
        results[Array.FindIndex(Specs, spec => spec.Name == name)];

    private static Spread RatioOf(List<Reading>[] results, string name, string other) => Spread.Of(
        Of(results, name).Zip(Of(results, other), (left, right) => left.PerSecond / right.PerSecond));

    private static Spread BytesOf(List<Reading>[] results, string name) =>
        Spread.Of(Of(results, name).Select(round => round.BytesPerMessage));
}
