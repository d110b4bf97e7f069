using System.Data.Common;
using TradingEngine.TestKit;

namespace TradingEngine.Sql.Tests.Support;

/// <summary>A database of the server that the tests share.</summary>
public sealed class PostgresStage : IStoreStage
{
    private PostgresTestDatabase? _database;

    public PostgresTestDatabase Database => _database!;

    public async Task StartAsync() => _database = await PostgresServer.SharedOrIgnore().CreateDatabaseAsync();

    public SqlStrategyStore CreateStore(TimeProvider? timeProvider = null) => new PostgresStrategyStore(
        Database.ConnectionString, timeProvider, new PostgresStoreOptions { PollInterval = TimeSpan.FromMilliseconds(500) });

    public async Task<DbConnection> OpenAsync() => await Database.OpenAsync();

    public async ValueTask DisposeAsync()
    {
        if (_database is not null)
        {
            await _database.DisposeAsync();
        }
    }
}
