namespace TradingEngine;

/// <summary>How current the routes of strategies are.</summary>
/// <param name="SourceName">Where they come from.</param>
/// <param name="StrategyCount">Strategies in the configuration that counts.</param>
/// <param name="ReadAt">When the configuration that counts was known to be that of the source; of a copy, when it was saved.</param>
/// <param name="IsFromCache">Whether it is the saved copy.</param>
/// <param name="Problem">Why it may not be that of the source any more; null where it is.</param>
/// <param name="ChangeCount">Configurations that were taken over since the start.</param>
/// <param name="RefusedCount">Configurations that were refused.</param>
public sealed record class StrategyStatus(
    string SourceName,
    int StrategyCount,
    DateTimeOffset ReadAt,
    bool IsFromCache,
    string? Problem,
    long ChangeCount,
    long RefusedCount);
