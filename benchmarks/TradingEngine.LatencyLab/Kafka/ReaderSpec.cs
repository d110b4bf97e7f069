using TradingEngine.Kafka;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>One way to read the topic.</summary>
/// <param name="Name">Its name in tables.</param>
/// <param name="Base">The row that it is compared with.</param>
/// <param name="TickReading">How the feed reads.</param>
/// <param name="Read">Reads so many messages.</param>
internal sealed record class ReaderSpec(
    string Name, string Base, TickReading TickReading, Func<KafkaOptions, int, Reading> Read);
