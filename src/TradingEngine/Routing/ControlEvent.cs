using TradingEngine.Model;

namespace TradingEngine.Routing;

/// <summary>A change of the rules, which takes its place in the sequence of ticks and signals.</summary>
internal abstract record class ControlEvent;

/// <summary>From here on another routing table counts.</summary>
internal sealed record class RoutingTableChanged(RoutingTable Table) : ControlEvent;

/// <summary>From here on other orders may leave.</summary>
internal sealed record class ModeChanged(TradingMode Mode) : ControlEvent;
