using TradingEngine.Kafka;
using TradingEngine.Kafka.Feed;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>Reads the topic with the feed into a running engine, until all ticks are in its price cache.</summary>
internal static class FeedReader
{
    /// <summary>A reader for an engine whose pipeline waits in this way.</summary>
    public static Func<KafkaOptions, int, Reading> With(WaitStrategy waitStrategy) =>
        (options, count) => Read(options, count, waitStrategy);

    private static Reading Read(KafkaOptions options, int count, WaitStrategy waitStrategy)
    {
        var meter = new ReadingMeter();
        using var watch = new AssignmentWatch(meter);
        using var running = new KafkaEngine(options, waitStrategy, watch);
        var feed = (KafkaFeed)running.Adapter.Feed;
        KafkaEngine.WaitUntil(() => feed.TickMessageCount > 0, "The first tick");
        meter.OnFirst(feed.TickMessageCount);
        KafkaEngine.WaitUntil(() => feed.TickMessageCount >= count, "The reading of all ticks");
        meter.OnLast(count);
        KafkaEngine.WaitUntil(() => CountTicks(running.Engine) >= count, "The price of the last tick");
        return meter.End(count);
    }

    private static long CountTicks(Engine engine)
    {
        var status = engine.GetStatus();
        return status.TickCount + status.ConflatedTickCount;
    }
}
