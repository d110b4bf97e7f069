using Npgsql;
using TradingEngine.TestKit;

namespace TradingEngine.Sql.Tests.Postgres;

/// <summary>Makes strategy_configurations a view at which whoever reads it waits until the gate is open.</summary>
internal sealed class PostgresGate : IAsyncDisposable
{
    private readonly PostgresTestDatabase _database;
    private readonly NpgsqlConnection _holder;

    private PostgresGate(PostgresTestDatabase database, NpgsqlConnection holder)
    {
        _database = database;
        _holder = holder;
    }

    /// <summary>Puts the gate up, closed.</summary>
    public static async Task<PostgresGate> CloseAsync(PostgresTestDatabase database)
    {
        await database.ExecuteAsync("""
            ALTER TABLE strategy_configurations RENAME TO kept;
            CREATE VIEW strategy_configurations AS
                SELECT kept.* FROM (SELECT pg_advisory_lock_shared(1), pg_advisory_unlock_shared(1)) gate, kept
            """);
        var gate = new PostgresGate(database, await database.OpenAsync());
        await gate.RunAsync("SELECT pg_advisory_lock(1)");
        return gate;
    }

    /// <summary>Whether somebody waits.</summary>
    public async Task<bool> HasVisitorAsync()
    {
        await using var connection = await _database.OpenAsync();
        await using var command = new NpgsqlCommand("SELECT count(*) FROM pg_locks WHERE NOT granted", connection);
        return await command.ExecuteScalarAsync() is 1L;
    }

    /// <summary>Opens it.</summary>
    public Task OpenAsync() => RunAsync("SELECT pg_advisory_unlock(1)");

    /// <summary>Opens it and takes it away.</summary>
    public async ValueTask DisposeAsync()
    {
        await _holder.DisposeAsync();
        await _database.ExecuteAsync("DROP VIEW strategy_configurations; ALTER TABLE kept RENAME TO strategy_configurations");
    }

    private async Task RunAsync(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _holder);
        await command.ExecuteNonQueryAsync();
    }
}
