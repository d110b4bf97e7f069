namespace TradingEngine.Kafka;

/// <summary>How ticks are read from the client library.</summary>
public enum TickReading
{
    /// <summary>Message by message, by the public interface of Confluent.Kafka: about 200 bytes a message.</summary>
    Client,

    /// <summary>
    /// In batches, by librdkafka's own function: no managed allocation and faster, but not supported by Confluent.Kafka.
    /// </summary>
    BatchQueue,
}
