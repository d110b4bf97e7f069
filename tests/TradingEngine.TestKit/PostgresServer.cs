using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using Npgsql;
using NUnit.Framework;

namespace TradingEngine.TestKit;

/// <summary>A server of PostgreSQL for tests, where it is installed. It ends with the process that started it.</summary>
/// <remarks>It listens on 127.0.0.1 only, on a free port, with a random password, and keeps nothing.</remarks>
public sealed class PostgresServer : IDisposable
{
    private const string Administrator = "postgres";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private static readonly Lazy<(PostgresServer? Server, string? Reason)> SharedServer = new(StartShared);

    private readonly PostgresPrograms _programs;
    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"tradingengine-postgres-{Guid.NewGuid():N}");
    private PostgresProcess? _process;
    private int _databaseCount;

    private PostgresServer(PostgresPrograms programs)
    {
        _programs = programs;
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Port = ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>Where it listens on 127.0.0.1; stays the same over <see cref="Stop"/> and <see cref="Start"/>.</summary>
    public int Port { get; }

    /// <summary>The password of the administrator <c>postgres</c>.</summary>
    public string Password { get; } = Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    /// <summary>The one server of this process, started at the first call; the test is skipped where there is none.</summary>
    public static PostgresServer SharedOrIgnore()
    {
        var (server, reason) = SharedServer.Value;
        if (server is null)
        {
            Assert.Ignore(reason!);
        }

        return server;
    }

    /// <summary>Starts a server of its own.</summary>
    /// <param name="reason">Why there is none.</param>
    /// <returns>Null where PostgreSQL is not on this machine, or cannot be started.</returns>
    public static PostgresServer? TryStart(out string? reason)
    {
        if (PostgresPrograms.Find(out reason) is not { } programs)
        {
            return null;
        }

        // The port was free a moment ago; where somebody else was faster, another one will do.
        for (var attempt = 0; attempt < 3; attempt++)
        {
            var server = new PostgresServer(programs);
            try
            {
                server.Start();
                return server;
            }
            catch (InvalidOperationException exception)
            {
                server.Dispose();
                reason = exception.Message;
            }
        }

        return null;
    }

    /// <summary>How a client connects to a database as the administrator.</summary>
    public string ConnectionStringTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = "127.0.0.1",
        Port = Port,
        Database = database,
        Username = Administrator,
        Password = Password,
        IncludeErrorDetail = true,
    }.ConnectionString;

    /// <summary>Makes a new, empty database; disposing it drops it.</summary>
    public async Task<PostgresTestDatabase> CreateDatabaseAsync()
    {
        var name = $"test_{Interlocked.Increment(ref _databaseCount)}";
        await ExecuteAsync($"CREATE DATABASE {name}");
        return new PostgresTestDatabase(this, name);
    }

    /// <summary>Ends all connections to a database, as a server does that breaks down.</summary>
    public Task TerminateConnectionsAsync(string database) => ExecuteAsync(
        $"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{database}' AND pid <> pg_backend_pid()");

    /// <summary>Runs a statement as the administrator, outside of the databases of tests.</summary>
    public async Task ExecuteAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(ConnectionStringTo(Administrator) + ";Pooling=false");
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Ends all connections and the server; what was committed is kept for <see cref="Start"/>.</summary>
    public void Stop()
    {
        _process?.Stop(keepsData: true);
        _process = null;
    }

    /// <summary>Starts it, and waits until it answers.</summary>
    /// <exception cref="InvalidOperationException">It does not start.</exception>
    public void Start()
    {
        _process = PostgresProcess.Start(_programs, _directory, Port, Password);
        if (!SpinWait.SpinUntil(() => _process.HasExited || Answers(), Patience) || _process.HasExited)
        {
            var text = _process.Text;
            Dispose();
            throw new InvalidOperationException($"PostgreSQL does not start: {text}");
        }
    }

    /// <summary>Ends it and deletes all of it.</summary>
    public void Dispose()
    {
        _process?.Stop(keepsData: false);
        _process = null;
        if (Directory.Exists(_directory))
        {
            Directory.Delete(_directory, recursive: true);
        }
    }

    private static (PostgresServer? Server, string? Reason) StartShared()
    {
        var server = TryStart(out var reason);
        if (server is not null)
        {
            AppDomain.CurrentDomain.ProcessExit += (_, _) => server.Dispose();
        }

        return (server, reason);
    }

    private bool Answers()
    {
        try
        {
            using var connection = new NpgsqlConnection(ConnectionStringTo(Administrator) + ";Pooling=false;Timeout=5");
            connection.Open();
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }
}
