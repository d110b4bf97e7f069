using TradingEngine.Ingress;

namespace TradingEngine.Kafka.Feed;

/// <summary>Reads the ticks of one topic, however it gets them from the client.</summary>
internal interface ITickReader : IDisposable
{
    /// <summary>Publishes what is there, a bounded amount, and never waits.</summary>
    /// <returns>How many messages were read.</returns>
    int Poll(IngressPort port, int countMax);
}
