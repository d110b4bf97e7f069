using TradingEngine.Kafka;
using TradingEngine.Kafka.Feed;
using TradingEngine.Traders.Paper;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>Reads the topic with the feed into a running engine, until all ticks are in its price cache.</summary>
internal static class FeedReader
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>A reader for an engine whose pipeline waits in this way.</summary>
    public static Func<KafkaOptions, int, Reading> With(WaitStrategy waitStrategy) =>
        (options, count) => Read(options, count, waitStrategy);

    private static Reading Read(KafkaOptions options, int count, WaitStrategy waitStrategy)
    {
        var meter = new ReadingMeter();
        using var watch = new AssignmentWatch(meter);
        var adapter = new KafkaAdapter(options);
        var feed = (KafkaFeed)adapter.Feed;
        var engine = new EngineBuilder()
            .AddTrader(StageKit.TraderName, new PaperTrader())
            .RouteOthers(StageKit.TraderName)
            .UseLogging(watch)
            .AddKafka(adapter)
            .Configure(engine =>
            {
                engine.Topology = Topology.Fused;
                engine.WaitStrategy = waitStrategy;
            })
            .Build();
        engine.StartAsync().GetAwaiter().GetResult();
        var ingress = new Thread(() => engine.Run());
        ingress.Start();
        WaitUntil(() => feed.TickMessageCount > 0);
        meter.OnFirst(feed.TickMessageCount);
        WaitUntil(() => feed.TickMessageCount >= count);
        meter.OnLast(count);
        WaitUntil(() => engine.GetStatus() is var status && status.TickCount + status.ConflatedTickCount >= count);
        var reading = meter.End(count);
        SampleEngine.Stop(engine);
        ingress.Join();
        return reading;
    }

    private static void WaitUntil(Func<bool> condition)
    {
        var due = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (!condition())
        {
            if (Environment.TickCount64 > due)
            {
                throw new TimeoutException("The engine did not get all ticks.");
            }

            Thread.Sleep(1);
        }
    }
}
