using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace TradingEngine.Sql.Tests.Support;

/// <summary>A file in a folder that goes away with the test.</summary>
public sealed class SqliteStage : IStoreStage
{
    private readonly string _folder = Directory.CreateTempSubdirectory("sql-tests-").FullName;

    public string Path => System.IO.Path.Combine(_folder, "new", "strategies.db");

    public Task StartAsync() => Task.CompletedTask;

    public SqlStrategyStore CreateStore(TimeProvider? timeProvider = null) => new SqliteStrategyStore(Path, timeProvider);

    public async Task<DbConnection> OpenAsync()
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
        var connection = new SqliteConnection($"Data Source={Path};Pooling=False;Foreign Keys=False");
        await connection.OpenAsync();
        return connection;
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }
}
