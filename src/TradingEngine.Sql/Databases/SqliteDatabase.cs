using System.Data.Common;
using System.Globalization;
using Microsoft.Data.Sqlite;
using TradingEngine.Sql.Migrations;

namespace TradingEngine.Sql.Databases;

/// <summary>A file of SQLite.</summary>
/// <remarks>Its calls work on the calling thread and may wait for another writer as long as the busy timeout.</remarks>
internal sealed class SqliteDatabase : SqlDatabase
{
    private const int Error = 1;
    private const int Busy = 5;
    private const int Locked = 6;
    private const int ReadOnly = 8;
    private const int InputOutput = 10;
    private const int Constraint = 19;
    private const int Mismatch = 20;

    private readonly string _path;
    private readonly string _connectionString;
    private readonly bool _isReadOnly;
    private readonly long _busyMilliseconds;

    public SqliteDatabase(string path, bool isReadOnly, TimeSpan busyTimeout)
    {
        _path = Path.GetFullPath(path);
        _isReadOnly = isReadOnly;
        _busyMilliseconds = (long)busyTimeout.TotalMilliseconds;
        Name = $"SQLite {path}";
        _connectionString = new SqliteConnectionStringBuilder
        {
            DataSource = _path,
            Mode = isReadOnly ? SqliteOpenMode.ReadOnly : SqliteOpenMode.ReadWriteCreate,
            ForeignKeys = true,
            Pooling = false,
            DefaultTimeout = Math.Max(1, (int)busyTimeout.TotalSeconds),
        }.ConnectionString;
    }

    public override string Name { get; }

    public override string ReadOnlyText => "";

    public override string? HashText => null;

    /// <summary>When the file was made: another time is another file.</summary>
    public DateTime FileTime => File.GetCreationTimeUtc(_path);

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_isReadOnly)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(_path)!);
        }

        var connection = new SqliteConnection(_connectionString);
        try
        {
            await connection.OpenAsync(cancellationToken).ConfigureAwait(false);
            await ExecuteAsync(
                connection,
                string.Create(CultureInfo.InvariantCulture, $"PRAGMA busy_timeout = {_busyMilliseconds}"),
                cancellationToken).ConfigureAwait(false);
            await UseLogAsync(connection, cancellationToken).ConfigureAwait(false);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public override ValueTask<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: true));

    public override ValueTask<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ValueTask.FromResult<DbTransaction>(((SqliteConnection)connection).BeginTransaction(deferred: false));

    public override ValueTask LockTablesAsync(DbConnection connection, CancellationToken cancellationToken) =>
        ValueTask.CompletedTask; // BEGIN IMMEDIATE has locked the whole file.

    public override string? TextOf(Migration migration) => migration.Sqlite;

    public override string TypesOf(string text) => MigrationList.ForSqlite(text);

    public override void AddParameter(DbParameterCollection parameters, object? value) =>
        parameters.Add(new SqliteParameter($"@p{parameters.Count}", value ?? DBNull.Value));

    public override object ValueOf(DateTimeOffset time) =>
        time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public override SqlFault FaultOf(Exception exception) => exception switch
    {
        SqliteException { SqliteErrorCode: Constraint or Mismatch } => SqlFault.Wrong,
        SqliteException { SqliteErrorCode: ReadOnly } => SqlFault.Denied,
        SqliteException { SqliteErrorCode: Error } => IsMissing(exception.Message) ? SqlFault.Missing : SqlFault.Wrong,
        SqliteException or IOException or UnauthorizedAccessException => SqlFault.Unavailable,
        _ => SqlFault.None,
    };

    public override string ReasonOf(Exception exception) => exception is SqliteException { SqliteErrorCode: Busy or Locked }
        ? "another program has locked it."
        : exception.Message;

    /// <remarks>A commit that SQLite refuses is not made, unless the disk failed in the middle of it.</remarks>
    public override bool IsCommitUnknown(Exception exception) =>
        exception is not SqliteException { SqliteErrorCode: not InputOutput };

    public override void Clear()
    {
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static bool IsMissing(string message) =>
        message.Contains("no such table", StringComparison.Ordinal)
        || message.Contains("no such column", StringComparison.Ordinal)
        || message.Contains("has no column", StringComparison.Ordinal);

    /// <summary>A log beside the file lets others read while one writes. The file remembers it.</summary>
    private async ValueTask UseLogAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        var mode = await ScalarAsync(connection, "PRAGMA journal_mode", cancellationToken).ConfigureAwait(false);
        if (_isReadOnly || mode is "wal")
        {
            return;
        }

        try
        {
            await ExecuteAsync(connection, "PRAGMA journal_mode = WAL", cancellationToken).ConfigureAwait(false);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == ReadOnly)
        {
            // It can be read without.
        }
    }
}
