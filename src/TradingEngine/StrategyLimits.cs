using TradingEngine.Risk;

namespace TradingEngine;

/// <summary>
/// Works out which strategies get other limits with a new routing table: so that the stages have to do only that.
/// </summary>
/// <remarks>Used under the lock of the engine's changes of routes.</remarks>
internal sealed class StrategyLimits
{
    private static readonly RiskLimits None = new();

    private readonly IReadOnlyDictionary<string, RiskLimits> _built;
    private IReadOnlyDictionary<string, RiskLimits> _current = new Dictionary<string, RiskLimits>();

    /// <param name="built">What counts for a strategy that a table does not list.</param>
    public StrategyLimits(IReadOnlyDictionary<string, RiskLimits> built)
    {
        _built = built;
    }

    /// <summary>The limits that are others than before.</summary>
    /// <param name="limits">Those of the new table; null where limits stay as they are.</param>
    public IReadOnlyList<(string StrategyId, RiskLimits Limits)> Replace(IReadOnlyDictionary<string, RiskLimits>? limits)
    {
        var changes = new List<(string StrategyId, RiskLimits Limits)>();
        if (limits is null)
        {
            return changes;
        }

        foreach (var (strategyId, own) in limits)
        {
            Add(changes, strategyId, own);
        }

        foreach (var strategyId in _current.Keys)
        {
            if (!limits.ContainsKey(strategyId))
            {
                Add(changes, strategyId, _built.GetValueOrDefault(strategyId) ?? None);
            }
        }

        _current = limits;
        return changes;
    }

    private void Add(List<(string StrategyId, RiskLimits Limits)> changes, string strategyId, RiskLimits limits)
    {
        var before = _current.GetValueOrDefault(strategyId) ?? _built.GetValueOrDefault(strategyId) ?? None;
        if (before != limits)
        {
            changes.Add((strategyId, limits));
        }
    }
}
