using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Risk;

namespace TradingEngine.Routing;

/// <summary>A change of the rules, which takes its place in the sequence of ticks and signals.</summary>
internal abstract record class ControlEvent;

/// <summary>From here on another routing table counts, and some strategies have other limits.</summary>
/// <param name="Table">The table.</param>
/// <param name="Limits">The limits that are others than before: worked out by who publishes it, not by the stages.</param>
internal sealed record class RoutingTableChanged(
    RoutingTable Table, IReadOnlyList<(string StrategyId, RiskLimits Limits)> Limits) : ControlEvent;

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
