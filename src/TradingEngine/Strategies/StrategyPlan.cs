using TradingEngine.Risk;
using TradingEngine.Routing;

namespace TradingEngine.Strategies;

/// <summary>The routes that follow from a <see cref="StrategySet"/> by <see cref="StrategyRules"/>. Immutable.</summary>
public sealed class StrategyPlan
{
    private readonly string[]? _others;
    private readonly bool _decidesBound;

    internal StrategyPlan(
        IReadOnlyDictionary<string, PlannedStrategy> strategies, string[]? others, bool decidesBound)
    {
        Strategies = strategies;
        _others = others;
        _decidesBound = decidesBound;
    }

    /// <summary>The strategies by id; one that goes nowhere is here, too.</summary>
    public IReadOnlyDictionary<string, PlannedStrategy> Strategies { get; }

    /// <summary>Puts the routes into a table: for <see cref="Engine.UpdateRoutes"/>.</summary>
    public void ApplyTo(RoutingTableBuilder routes)
    {
        ArgumentNullException.ThrowIfNull(routes);
        var limits = new Dictionary<string, RiskLimits>(StringComparer.Ordinal);
        foreach (var (id, strategy) in Strategies)
        {
            strategy.ApplyTo(id, routes);
            if (strategy.Limits is { } own)
            {
                limits.Add(id, own);
            }
        }

        routes.LimitStrategies(limits);
        if (_others is not null)
        {
            routes.RouteOthers(_others);
        }

        if (_decidesBound)
        {
            routes.DecideBoundSignals();
        }
    }

    /// <summary>The same plan with other strategies.</summary>
    internal StrategyPlan With(IReadOnlyDictionary<string, PlannedStrategy> strategies) =>
        new(strategies, _others, _decidesBound);

    /// <summary>The set that has no more than this plan: where it had more, the traders of the plan are named one by one.</summary>
    internal StrategySet Reduce(StrategySet set)
    {
        var strategies = new List<StrategyConfiguration>(set.Strategies.Count);
        foreach (var strategy in set.Strategies)
        {
            strategies.Add(Strategies.TryGetValue(strategy.Id, out var planned)
                ? strategy with { ZerodhaTradingEnabled = null, Traders = planned.Traders }
                : strategy);
        }

        return set with { Strategies = strategies };
    }

    /// <summary>Says what is other than before, a sentence a strategy, ordered by id; none where nothing is.</summary>
    /// <param name="before">The plan before; null for none.</param>
    public IReadOnlyList<string> DifferenceFrom(StrategyPlan? before)
    {
        var lines = new List<string>();
        foreach (var (id, now) in Strategies)
        {
            var was = before?.Strategies.GetValueOrDefault(id);
            if (was is null)
            {
                lines.Add($"{id}: new, {now.Describe()}.");
            }
            else if (was.Describe() is var old && now.Describe() is var described && old != described)
            {
                lines.Add($"{id}: {old} → {described}.");
            }

            if (was is not null && was.Limits != now.Limits)
            {
                lines.Add($"{id}: limits {Describe(was.Limits)} → {Describe(now.Limits)}.");
            }
        }

        AddRemoved(before, lines);
        if (before is not null && Describe(before._others) is var othersBefore && othersBefore != Describe(_others))
        {
            lines.Add($"all other strategies: {othersBefore} → {Describe(_others)}.");
        }

        lines.Sort(StringComparer.Ordinal);
        return lines;
    }

    private void AddRemoved(StrategyPlan? before, List<string> lines)
    {
        if (before is null)
        {
            return;
        }

        foreach (var (id, was) in before.Strategies)
        {
            if (!Strategies.ContainsKey(id))
            {
                lines.Add($"{id}: {was.Describe()} → removed.");
            }
        }
    }

    private static string Describe(RiskLimits? limits) => limits is null ? "as built" : StrategyJson.Write(limits);

    private static string Describe(string[]? others) => others switch
    {
        null => "rejected",
        [] => "no trader",
        _ => string.Join(", ", others),
    };
}
