using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Egress;

/// <summary>One thing on its way out.</summary>
internal struct EgressSlot
{
    public EgressKind Kind;

    /// <summary>The event, for the three kinds of events.</summary>
    public OrderEvent Event;

    public Alert? Alert;

    public SignalRejection Rejection;

    public TradingMode Mode;

    /// <summary>The record of a repeated event; the time of a mode, in ticks of UTC.</summary>
    public long Number;
}
