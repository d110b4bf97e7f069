using TradingEngine.Kafka;
using TradingEngine.Kafka.Embedded;

namespace TradingEngine.Runner.Kafka;

/// <summary>The topics that the embedded broker is given: those of the replaced system for one or more brokers.</summary>
internal static class BrokerTopics
{
    private const int TickPartitions = 12;
    private const int SignalPartitions = 6;
    private const int OtherPartitions = 3;

    /// <summary>Creates them.</summary>
    /// <returns>Their names.</returns>
    public static IReadOnlyList<string> Create(EmbeddedKafka kafka, params IEnumerable<string> brokers)
    {
        var names = new List<string>();
        Create(TopicNames.MarketTicks, TickPartitions);
        foreach (var broker in brokers)
        {
            Create(TopicNames.SignalsValidated(broker), SignalPartitions);
            Create(TopicNames.OrdersSubmitted(broker), OtherPartitions);
            Create(TopicNames.OrdersFilled(broker), OtherPartitions);
            Create(TopicNames.OrdersFailed(broker), OtherPartitions);
            Create(TopicNames.PnlSnapshots(broker), OtherPartitions);
        }

        foreach (var topic in names.Where(topic => IsRead(topic)).ToList())
        {
            Create(TopicNames.DeadLetters(topic), OtherPartitions);
        }

        return names;

        void Create(string topic, int partitions)
        {
            kafka.CreateTopic(topic, partitions);
            names.Add(topic);
        }
    }

    /// <summary>Settings of consumers for the embedded broker, which answers an empty fetch only after the wait.</summary>
    public static void Suit(KafkaOptions options) =>
        options.Consumer["fetch.wait.max.ms"] = EmbeddedKafka.FetchWaitMaxMs.ToString(
            System.Globalization.CultureInfo.InvariantCulture);

    private static bool IsRead(string topic) =>
        topic == TopicNames.MarketTicks || topic.EndsWith(".signals.validated", StringComparison.Ordinal);
}
