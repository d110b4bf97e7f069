using TradingEngine.Diagnostics;
using TradingEngine.Model;

namespace TradingEngine.Egress;

/// <summary>Where order events go: a topic, a file, your code.</summary>
/// <remarks>
/// All sinks are called by one thread, in the order in which things happened. A sink may block; that holds back orders,
/// and in the end signals, but loses none. One that throws misses that event, which is alerted and counted; the others
/// get it all the same.
/// </remarks>
public interface IOrderEventSink
{
    /// <summary>Takes an order event.</summary>
    void Publish(in OrderEvent orderEvent);

    /// <summary>Takes an alert.</summary>
    void Publish(Alert alert)
    {
    }

    /// <summary>Called after the last event that is there now: the time to write what was buffered.</summary>
    void Flush()
    {
    }
}
