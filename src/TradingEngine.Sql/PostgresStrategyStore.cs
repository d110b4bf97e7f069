using TradingEngine.Sql.Databases;
using TradingEngine.Sql.Migrations;

namespace TradingEngine.Sql;

/// <summary>Strategies in a database of PostgreSQL, as a rule that of the replaced system.</summary>
/// <remarks>
/// The table <c>strategy_configurations</c> is used as it is and never altered; the tables of this engine are made beside
/// it. For that the role needs CREATE on the schema and REFERENCES on that table, and TRIGGER on it so that changes by
/// others are told at once. To change strategies it needs SELECT, INSERT, UPDATE and DELETE on all of the tables, to read
/// them SELECT. A change that nobody tells of is noticed after <see cref="PostgresStoreOptions.PollInterval"/> at the
/// latest. It has one connection open once it has read, and another one for each call. Tested with version 15.
/// </remarks>
public sealed class PostgresStrategyStore : SqlStrategyStore
{
    /// <summary>A store.</summary>
    /// <param name="connectionString">
    /// The connection string of Npgsql, such as <c>Host=localhost;Database=alpha_panda;Username=engine;Password=…</c>.
    /// </param>
    /// <param name="timeProvider">The clock of the audit and of waiting; null for the system's.</param>
    /// <param name="options">How it is used; null for the defaults.</param>
    /// <exception cref="ArgumentException">The connection string cannot be read or names no host.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The interval is not above zero.</exception>
    public PostgresStrategyStore(
        string connectionString, TimeProvider? timeProvider = null, PostgresStoreOptions? options = null)
        : this(
            new PostgresDatabase(connectionString),
            timeProvider ?? TimeProvider.System,
            options ?? new PostgresStoreOptions(),
            MigrationList.All)
    {
    }

    internal PostgresStrategyStore(
        PostgresDatabase database,
        TimeProvider timeProvider,
        PostgresStoreOptions options,
        IReadOnlyList<Migration> migrations)
        : base(database, new PostgresChangeWatch(database, timeProvider, IntervalOf(options)), timeProvider, migrations)
    {
    }

    private static TimeSpan IntervalOf(PostgresStoreOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.PollInterval, TimeSpan.Zero);
        return options.PollInterval;
    }
}
