using TradingEngine.Markets;
using TradingEngine.Model;

namespace TradingEngine.Routing;

/// <summary>A change of the rules, which takes its place in the sequence of ticks and signals.</summary>
internal abstract record class ControlEvent;

/// <summary>From here on another routing table counts.</summary>
internal sealed record class RoutingTableChanged(RoutingTable Table) : ControlEvent;

/// <summary>From here on orders are for instruments of another list.</summary>
internal sealed record class InstrumentsChanged(InstrumentRegistry Instruments) : ControlEvent;

/// <summary>
/// Another engine has done these orders: their signals are decided from here on. Stage 2 finds which of them are news here,
/// stage 3 adds those to the positions.
/// </summary>
internal sealed record class OrdersAdopted(IReadOnlyList<OrderEvent> Events) : ControlEvent
{
    /// <summary>What is news; written by stage 2.</summary>
    public List<OrderEvent> News { get; } = [];
}

/// <summary>From here on other orders may leave.</summary>
internal sealed record class ModeChanged(TradingMode Mode) : ControlEvent;
