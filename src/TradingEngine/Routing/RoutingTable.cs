using System.Collections.Frozen;
using TradingEngine.Model;
using TradingEngine.Risk;
using TradingEngine.Traders;

namespace TradingEngine.Routing;

/// <summary>Which traders get the signals of a strategy. Immutable; replaced as a whole, through the ring.</summary>
internal sealed class RoutingTable : IRouteView
{
    private readonly FrozenDictionary<string, StrategyRoute> _routes;

    public RoutingTable(IReadOnlyDictionary<string, StrategyRoute> routes, ulong? defaultMask)
    {
        _routes = routes.ToFrozenDictionary(StringComparer.Ordinal);
        DefaultMask = defaultMask;
    }

    /// <summary>Strategies that it knows.</summary>
    public int Count => _routes.Count;

    /// <summary>Where strategies go that it does not know; null where they are rejected.</summary>
    public ulong? DefaultMask { get; }

    /// <summary>Whether it also decides about signals that are bound to a trader.</summary>
    public bool DecidesBoundSignals { get; init; }

    /// <summary>Whether any strategy has terms for its orders.</summary>
    public bool HasTerms { get; init; }

    /// <summary>The limits of strategies from here on; null where they stay as they are.</summary>
    public IReadOnlyDictionary<string, RiskLimits>? Limits { get; init; }

    /// <summary>Finds the traders of a signal of a strategy, as a bit mask; zero means none on purpose.</summary>
    /// <returns>False where the strategy is unknown and there is no default.</returns>
    public bool TryGetTargets(string strategyId, UInt128 signalKey, out ulong targets)
    {
        if (_routes.TryGetValue(strategyId, out var route))
        {
            targets = route.TargetsOf(signalKey);
            return true;
        }

        targets = DefaultMask.GetValueOrDefault();
        return DefaultMask.HasValue;
    }

    /// <inheritdoc/>
    public bool LeadsTo(TradingSignal signal, ulong traderMask)
    {
        if (signal.Trader is not null && !DecidesBoundSignals)
        {
            return true;
        }

        var reachable = _routes.TryGetValue(signal.StrategyId, out var route)
            ? route.Reachable
            : DefaultMask.GetValueOrDefault();
        return (reachable & traderMask) != 0;
    }

    /// <summary>How a trader places the orders of a strategy; null as it is set up.</summary>
    public string? TermsOf(string strategyId, ulong traderMask) =>
        HasTerms && _routes.TryGetValue(strategyId, out var route) ? route.TermsOf(traderMask) : null;
}
