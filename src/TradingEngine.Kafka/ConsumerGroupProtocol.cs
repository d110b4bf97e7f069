namespace TradingEngine.Kafka;

/// <summary>How the members of a consumer group share partitions.</summary>
public enum ConsumerGroupProtocol
{
    /// <summary>The classic protocol with cooperative-sticky assignment. Every broker speaks it.</summary>
    Classic,

    /// <summary>The protocol of KIP-848, where the broker assigns. Kafka 4.0 and newer.</summary>
    Consumer,
}
