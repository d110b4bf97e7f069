using TradingEngine.Sql.Databases;
using TradingEngine.Sql.Migrations;

namespace TradingEngine.Sql;

/// <summary>Strategies in a file of SQLite.</summary>
/// <remarks>
/// The file and its folder are made at the first use. It has a log beside it (WAL), so that one writes while others read;
/// a writer waits up to 5 seconds for another one. Its calls work on the calling thread. A change is noticed within 200 ms.
/// </remarks>
public sealed class SqliteStrategyStore : SqlStrategyStore
{
    private static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    /// <summary>A store.</summary>
    /// <param name="path">The file.</param>
    /// <param name="timeProvider">The clock of the audit and of waiting; null for the system's.</param>
    public SqliteStrategyStore(string path, TimeProvider? timeProvider = null)
        : this(PathOf(path), timeProvider ?? TimeProvider.System, isReadOnly: false, BusyTimeout, MigrationList.All)
    {
    }

    internal SqliteStrategyStore(
        string path, TimeProvider timeProvider, bool isReadOnly, TimeSpan busyTimeout, IReadOnlyList<Migration> migrations)
        : this(new SqliteDatabase(path, isReadOnly, busyTimeout), timeProvider, migrations)
    {
    }

    private SqliteStrategyStore(SqliteDatabase database, TimeProvider timeProvider, IReadOnlyList<Migration> migrations)
        : base(database, new SqliteChangeWatch(database, timeProvider), timeProvider, migrations)
    {
    }

    private static string PathOf(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return path;
    }
}
