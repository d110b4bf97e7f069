using TradingEngine.Diagnostics;
using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>
/// Where order events and alerts leave the stages and the lanes. Any thread may call it; it waits while it is full.
/// </summary>
internal interface IEventOutlet
{
    void Publish(in OrderEvent orderEvent);

    void Publish(Alert alert);
}
