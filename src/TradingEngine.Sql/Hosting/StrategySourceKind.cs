namespace TradingEngine.Sql.Hosting;

/// <summary>Where the routes of strategies come from.</summary>
public enum StrategySourceKind
{
    /// <summary>The settings: <c>Engine:Routes</c> and what belongs to it.</summary>
    Settings,

    /// <summary>A file of SQLite; see <see cref="SqliteStrategyStore"/>.</summary>
    Sqlite,

    /// <summary>The database of the replaced system; see <see cref="PostgresStrategyStore"/>.</summary>
    Postgres,
}
