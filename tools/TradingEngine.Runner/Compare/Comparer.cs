using TradingEngine.Kafka;

namespace TradingEngine.Runner.Compare;

/// <summary>Compares what two sides made of the same signals. Does not write anything.</summary>
internal static class Comparer
{
    /// <summary>Reads and compares two sides that are named as on the command line (see <see
    /// cref="TraceSources.Open"/>).</summary>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or a topic is not there.</exception>
    /// <exception cref="TimeoutException">No broker answered.</exception>
    /// <exception cref="Confluent.Kafka.KafkaException">A topic cannot be read.</exception>
    public static Comparison Compare(
        string left, string right, KafkaOptions kafka, TraceFilter filter, CancellationToken cancellationToken)
    {
        using var leftSource = TraceSources.Open(left, kafka, filter);
        using var rightSource = TraceSources.Open(right, kafka, filter);
        return Compare(leftSource, rightSource, cancellationToken);
    }

    /// <summary>Reads both sides, topics up to where they all end at the beginning, and compares them.</summary>
    public static Comparison Compare(ITraceSource left, ITraceSource right, CancellationToken cancellationToken)
    {
        left.Begin(cancellationToken);
        right.Begin(cancellationToken);
        return new Comparison(left.Read(cancellationToken), right.Read(cancellationToken));
    }
}
