namespace TradingEngine.Kafka.Topics;

/// <summary>A topic that the adapter needs, with what the replaced system gives it.</summary>
/// <param name="Name">The topic.</param>
/// <param name="PartitionCount">Partitions, where it is created.</param>
/// <param name="Retention">How long messages are kept, where it is created.</param>
internal sealed record class TopicSpec(string Name, int PartitionCount, TimeSpan Retention);
