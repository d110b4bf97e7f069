using TradingEngine.Sql.Hosting;
using TradingEngine.Strategies;

namespace TradingEngine.Runner.LiveSim;

/// <summary>The strategies of the simulated day in a database, so that one can change them while it runs.</summary>
internal static class SimulatedStrategies
{
    /// <summary>The setting that says where routes come from.</summary>
    public const string SourceKey = $"{StrategySettings.SectionName}:{nameof(StrategySettings.Source)}";

    private const string ChangedBy = "live-sim";

    /// <summary>Adds those that are missing to a file of SQLite; what was set before stays. A database of others is not touched.</summary>
    /// <exception cref="StrategySourceException">The file cannot be read or written.</exception>
    public static void AddTo(StrategySettings settings, IReadOnlyList<string> strategyIds)
    {
        if (settings.Source == StrategySourceKind.Sqlite)
        {
            AddAsync(settings, strategyIds).GetAwaiter().GetResult();
        }
    }

    private static async Task AddAsync(StrategySettings settings, IReadOnlyList<string> strategyIds)
    {
        await using var store = settings.MakeStore(TimeProvider.System);
        await store.ChangeAsync(
            set =>
            {
                var known = set.Strategies.Select(strategy => strategy.Id).ToHashSet(StringComparer.Ordinal);
                var missing = strategyIds.Where(id => !known.Contains(id)).Select(
                    id => new StrategyConfiguration(id) { Type = "simulated", ZerodhaTradingEnabled = true });
                return set with { Strategies = [.. set.Strategies, .. missing] };
            },
            ChangedBy,
            CancellationToken.None);
    }
}
