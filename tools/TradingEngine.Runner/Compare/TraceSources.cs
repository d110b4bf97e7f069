using TradingEngine.Kafka;

namespace TradingEngine.Runner.Compare;

/// <summary>Finds what the name of a side means.</summary>
internal static class TraceSources
{
    /// <summary>What a side may be.</summary>
    public const string Expectation =
        "a file that exists, a trader such as paper, or a topic such as paper.orders.filled";

    private const string OrderTopicPart = ".orders.";
    private const int TopicLengthMax = 200;

    private static readonly string[] FileEndings = [".jsonl", ".json", ".gz", ".txt"];

    /// <summary>Whether a name is a file that is there, or may be a trader or a topic.</summary>
    public static bool IsSide(string name) => File.Exists(name) || IsTraderOrTopic(name);

    /// <summary>Whether the settings of Kafka are needed for it.</summary>
    public static bool NeedsKafka(string name) => !File.Exists(name);

    /// <summary>Opens a side.</summary>
    /// <param name="name">A file that exists, the name of a trader, or a topic, which contains <c>.orders.</c>.</param>
    /// <param name="kafka">How to speak to Kafka; not used for a file.</param>
    /// <param name="filter">Which events count.</param>
    public static ITraceSource Open(string name, KafkaOptions kafka, TraceFilter filter)
    {
        if (File.Exists(name))
        {
            return new FileTraces(name, filter);
        }

        string[] topics = name.Contains(OrderTopicPart, StringComparison.Ordinal)
            ? [name]
            : [TopicNames.OrdersSubmitted(name), TopicNames.OrdersFilled(name), TopicNames.OrdersFailed(name)];
        return new TopicTraces(name, topics, kafka, filter);
    }

    private static bool IsTraderOrTopic(string name) => name.Length is > 0 and <= TopicLengthMax
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '.' or '_' or '-')
        && !FileEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));
}
