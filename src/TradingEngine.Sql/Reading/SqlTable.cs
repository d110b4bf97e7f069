namespace TradingEngine.Sql.Reading;

/// <summary>A table and the columns of it that are read, in their order.</summary>
internal sealed class SqlTable(string name, params string[] columns)
{
    public static readonly SqlTable Configurations = new(
        "strategy_configurations",
        "id", "strategy_type", "instruments", "parameters", "is_active", "zerodha_trading_enabled");

    public static readonly SqlTable Strategies = new("trading_engine_strategies", "strategy_id", "is_suspended", "limits");

    public static readonly SqlTable Routes = new(
        "trading_engine_routes", "strategy_id", "trader", "position", "mode", "share_percent", "terms");

    public static readonly SqlTable Traders = new("trading_engine_traders", "trader", "is_enabled");

    public static readonly SqlTable Audit = new(
        "trading_engine_audit", "changed_at", "changed_by", "subject", "is_switch", "before", "after");

    /// <summary>Its name.</summary>
    public string Name { get; } = name;

    /// <summary>The columns that are read.</summary>
    public IReadOnlyList<string> Columns { get; } = columns;

    /// <summary>Reads all rows.</summary>
    public string SelectText { get; } = $"SELECT {string.Join(", ", columns)} FROM {name}";

    /// <summary>The tables that a set of strategies is read from, in their order.</summary>
    public static IReadOnlyList<SqlTable> OfSet { get; } = [Configurations, Strategies, Routes, Traders];

    /// <summary>All tables.</summary>
    public static IReadOnlyList<SqlTable> All { get; } = [.. OfSet, Audit];
}
