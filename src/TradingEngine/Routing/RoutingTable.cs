using System.Collections.Frozen;

namespace TradingEngine.Routing;

/// <summary>Which traders get the signals of a strategy. Immutable; replaced as a whole, through the ring.</summary>
internal sealed class RoutingTable
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
}
