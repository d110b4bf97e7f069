using TradingEngine.Diagnostics;
using TradingEngine.Model;

namespace TradingEngine.Egress;

/// <summary>One thing on its way out: an order event, or an alert.</summary>
internal struct EgressSlot
{
    public OrderEvent Event;
    public Alert? Alert;
}
