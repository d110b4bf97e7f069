using System.Data;
using System.Data.Common;
using System.Globalization;
using System.Net.Sockets;
using Npgsql;
using NpgsqlTypes;
using TradingEngine.Sql.Migrations;
using TradingEngine.Sql.Reading;

namespace TradingEngine.Sql.Databases;

/// <summary>A database of PostgreSQL.</summary>
internal sealed class PostgresDatabase : SqlDatabase
{
    /// <summary>Any number that no other program locks.</summary>
    private const string LockText = "SELECT pg_advisory_xact_lock(7310036251944830)";

    private readonly NpgsqlDataSource _source;

    public PostgresDatabase(string connectionString)
    {
        var builder = Parse(connectionString);
        Name = string.Create(
            CultureInfo.InvariantCulture, $"PostgreSQL {builder.Host}:{builder.Port}/{builder.Database ?? builder.Username}");

        // What is written into a column without a time zone is then in UTC, too.
        builder.Timezone = "UTC";
        builder.IncludeFailedBatchedCommand = true;
        _source = NpgsqlDataSource.Create(builder);
    }

    public override string Name { get; }

    public override string ReadOnlyText => "SET TRANSACTION READ ONLY";

    public override string HashText { get; } = MakeHashText();

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false);

    /// <summary>A new connection, open, to listen on.</summary>
    public ValueTask<NpgsqlConnection> OpenListenerAsync(CancellationToken cancellationToken) =>
        _source.OpenConnectionAsync(cancellationToken);

    public override ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);

    public override async ValueTask<DbTransaction> BeginWriteAsync(
        DbConnection connection, CancellationToken cancellationToken)
    {
        var transaction = await connection.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken)
            .ConfigureAwait(false);
        await ExecuteAsync(connection, LockText, cancellationToken).ConfigureAwait(false);
        return transaction;
    }

    /// <remarks>Others go on reading. The replaced system, and a person with a console, do not know the other lock.</remarks>
    public override ValueTask LockTablesAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ExecuteAsync(connection, $"LOCK TABLE {NamesOfTables()} IN SHARE ROW EXCLUSIVE MODE", cancellationToken);

    public override string? TextOf(Migration migration) => migration.Postgres;

    public override string TypesOf(string text) => MigrationList.ForPostgres(text);

    public override void AddParameter(DbParameterCollection parameters, object? value)
    {
        var parameter = new NpgsqlParameter($"@p{parameters.Count}", value ?? DBNull.Value);
        if (value is null or string)
        {
            parameter.NpgsqlDbType = NpgsqlDbType.Unknown; // json or varchar: the server takes that of the column.
        }

        parameters.Add(parameter);
    }

    public override object ValueOf(DateTimeOffset time) => time.UtcDateTime;

    public override SqlFault FaultOf(Exception exception) => exception switch
    {
        PostgresException postgres => FaultOf(postgres.SqlState),
        NpgsqlException or SocketException or IOException or TimeoutException => SqlFault.Unavailable,
        _ => SqlFault.None,
    };

    public override string ReasonOf(Exception exception) => exception switch
    {
        PostgresException { TableName: { } table, ColumnName: { } column } postgres =>
            $"{table}, column {column}: {postgres.MessageText}.",
        PostgresException postgres => $"{postgres.MessageText} ({postgres.SqlState}).",
        NpgsqlException { InnerException: TimeoutException } or TimeoutException =>
            "it did not answer in time, perhaps because another program holds a lock.",
        _ => WithInner(exception),
    };

    /// <remarks>An error of the server means that it rolled back; anything that ends the connection says nothing.</remarks>
    public override bool IsCommitUnknown(Exception exception) =>
        exception is not PostgresException { InvariantSeverity: "ERROR" };

    public override void Clear() => _source.Clear();

    public override ValueTask DisposeAsync() => _source.DisposeAsync();

    private static SqlFault FaultOf(string state) => state switch
    {
        PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn => SqlFault.Missing,
        PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.ReadOnlySqlTransaction => SqlFault.Denied,
        PostgresErrorCodes.QueryCanceled => SqlFault.Unavailable,
        _ => state[..2] is "22" or "23" or "42" ? SqlFault.Wrong : SqlFault.Unavailable,
    };

    private static string WithInner(Exception exception) => exception.InnerException is { } inner
        ? $"{exception.Message.TrimEnd('.')}: {inner.Message.TrimEnd('.')}."
        : $"{exception.Message.TrimEnd('.')}.";

    /// <remarks>What the parser says may quote the connection string, so nothing of it is passed on.</remarks>
    private static NpgsqlConnectionStringBuilder Parse(string connectionString)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connectionString);
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            if (!string.IsNullOrEmpty(builder.Host))
            {
                return builder;
            }
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or OverflowException
            or InvalidCastException or KeyNotFoundException)
        {
            throw new ArgumentException("The connection string cannot be read.", nameof(connectionString));
        }

        throw new ArgumentException("The connection string names no Host.", nameof(connectionString));
    }

    private static string NamesOfTables()
    {
        var names = new List<string>();
        foreach (var table in SqlTable.OfSet)
        {
            names.Add(table.Name);
        }

        return string.Join(", ", names);
    }

    /// <summary>All columns of all rows count, also those that are not read, in an order that is always the same.</summary>
    private static string MakeHashText()
    {
        var hashes = new List<string>();
        foreach (var table in SqlTable.OfSet)
        {
            hashes.Add($"""
                (SELECT md5(coalesce(string_agg(h, '' ORDER BY h COLLATE "C"), ''))
                FROM (SELECT md5(t::text) AS h FROM {table.Name} t) rows)
                """);
        }

        return $"SELECT {string.Join(" || ", hashes)}";
    }
}
