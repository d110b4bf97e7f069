using Npgsql;

namespace TradingEngine.TestKit;

/// <summary>A database for one test.</summary>
public sealed class PostgresTestDatabase : IAsyncDisposable
{
    internal PostgresTestDatabase(PostgresServer server, string name)
    {
        Server = server;
        Name = name;
        ConnectionString = server.ConnectionStringTo(name);
    }

    /// <summary>Where it is.</summary>
    public PostgresServer Server { get; }

    /// <summary>Its name.</summary>
    public string Name { get; }

    /// <summary>How a client connects as the administrator.</summary>
    public string ConnectionString { get; }

    /// <summary>A new connection of the administrator, open, that shares nothing with other clients.</summary>
    public async Task<NpgsqlConnection> OpenAsync()
    {
        var connection = new NpgsqlConnection($"{ConnectionString};Pooling=false");
        await connection.OpenAsync();
        return connection;
    }

    /// <summary>Runs statements as the administrator.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Drops it, whoever is connected.</summary>
    public async ValueTask DisposeAsync() => await Server.ExecuteAsync($"DROP DATABASE {Name} WITH (FORCE)");
}
