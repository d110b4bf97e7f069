using System.Collections.Concurrent;
using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.TestKit;

/// <summary>A sink that holds the delivery of each event until the test lets it go, as one with a broker does.</summary>
public sealed class HoldingSink : IOrderEventSink
{
    /// <summary>The events that are not acknowledged.</summary>
    public ConcurrentQueue<OrderEvent> Held { get; } = new();

    /// <summary>Acknowledges the oldest event.</summary>
    public void Acknowledge()
    {
        if (Held.TryDequeue(out var orderEvent))
        {
            orderEvent.Delivery?.Release();
        }
    }

    /// <inheritdoc/>
    public void Publish(in OrderEvent orderEvent)
    {
        orderEvent.Delivery?.Hold();
        Held.Enqueue(orderEvent);
    }
}
