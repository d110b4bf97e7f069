using System.Data.Common;

namespace TradingEngine.Sql.Databases;

/// <summary>Asks a file of SQLite for the number of its version.</summary>
/// <remarks>
/// <c>PRAGMA data_version</c> counts what other connections commit, so it has a connection on which nothing is written.
/// </remarks>
internal sealed class SqliteChangeWatch(SqliteDatabase database, TimeProvider timeProvider) : ChangeWatch
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(5);

    private DbConnection? _connection;
    private DateTime _fileTime;
    private object? _version;

    public override async ValueTask BeginReadAsync(CancellationToken cancellationToken)
    {
        if (_connection is not null && _fileTime != database.FileTime)
        {
            await CloseAsync().ConfigureAwait(false);
        }

        if (_connection is null)
        {
            _connection = await database.OpenAsync(cancellationToken).ConfigureAwait(false);
            _fileTime = database.FileTime;
        }

        _version = await VersionAsync(_connection, cancellationToken).ConfigureAwait(false);
    }

    public override void EndRead(string? hash)
    {
    }

    public override async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (_connection is null)
        {
            await Task.Delay(RetryInterval, timeProvider, cancellationToken).ConfigureAwait(false);
            return;
        }

        // Another file in its place, such as a copy that was brought back, is a change, too.
        while (_fileTime == database.FileTime
            && Equals(_version, await VersionAsync(_connection, cancellationToken).ConfigureAwait(false)))
        {
            await Task.Delay(PollInterval, timeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    public override ValueTask DisposeAsync() => CloseAsync();

    private ValueTask<object?> VersionAsync(DbConnection connection, CancellationToken cancellationToken) =>
        database.ScalarAsync(connection, "PRAGMA data_version", cancellationToken);

    private async ValueTask CloseAsync()
    {
        if (_connection is { } connection)
        {
            _connection = null;
            await connection.DisposeAsync().ConfigureAwait(false);
        }
    }
}
