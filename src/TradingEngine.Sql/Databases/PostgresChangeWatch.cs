using Npgsql;

namespace TradingEngine.Sql.Databases;

/// <summary>Listens for the notices of the triggers, and asks for a hash of the tables from time to time.</summary>
/// <remarks>
/// Both use one connection, so a lost one shows at the next question at the latest. Then it connects anew and tells of a
/// change, because a notice may have been missed.
/// </remarks>
internal sealed class PostgresChangeWatch(PostgresDatabase database, TimeProvider timeProvider, TimeSpan pollInterval)
    : ChangeWatch
{
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(5);

    private NpgsqlConnection? _listener;
    private TimeSpan _pause = PauseMin;
    private string? _hash;
    private volatile bool _isNoticed;

    public override async ValueTask BeginReadAsync(CancellationToken cancellationToken)
    {
        if (_listener is null)
        {
            await ConnectAsync(cancellationToken).ConfigureAwait(false);
        }

        _isNoticed = false;
        _hash = null;
    }

    public override void EndRead(string? hash) => _hash = hash;

    public override async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        if (_listener is null)
        {
            // Nothing was read yet, or the connection was lost in an earlier wait.
            await ReconnectAsync(cancellationToken).ConfigureAwait(false);
            return;
        }

        try
        {
            await ListenAsync(_listener, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (IsConnectionLost(exception))
        {
            await CloseAsync().ConfigureAwait(false);
            await ReconnectAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public override ValueTask DisposeAsync() => CloseAsync();

    /// <summary>Waits for a notice, and asks when there was none for as long as the interval.</summary>
    private async ValueTask ListenAsync(NpgsqlConnection listener, CancellationToken cancellationToken)
    {
        do
        {
            await WaitForNoticeAsync(listener, cancellationToken).ConfigureAwait(false);
        }
        while (!_isNoticed && !await HasOtherHashAsync(listener, cancellationToken).ConfigureAwait(false) && !_isNoticed);
    }

    /// <summary>Waits for a notice as long as the interval.</summary>
    private async ValueTask WaitForNoticeAsync(NpgsqlConnection listener, CancellationToken cancellationToken)
    {
        using var interval = new CancellationTokenSource(pollInterval, timeProvider);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, interval.Token);
        try
        {
            while (!_isNoticed)
            {
                await listener.WaitAsync(end.Token).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The interval is over.
        }
    }

    /// <remarks>Where the last reading failed there is no hash: then it is time to read again.</remarks>
    private async ValueTask<bool> HasOtherHashAsync(NpgsqlConnection listener, CancellationToken cancellationToken)
    {
        try
        {
            return _hash is null
                || !_hash.Equals(
                    await database.ScalarAsync(listener, database.HashText, cancellationToken).ConfigureAwait(false));
        }
        catch (PostgresException exception) when (!IsConnectionLost(exception))
        {
            return true; // A table has gone, or may not be read any more: reading says it best.
        }
    }

    /// <summary>Tries until it is connected, or the interval is over: then the exception says why it is not.</summary>
    private async ValueTask ReconnectAsync(CancellationToken cancellationToken)
    {
        database.Clear();
        var start = timeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                await ConnectAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (
                IsConnectionLost(exception) && timeProvider.GetElapsedTime(start) + _pause < pollInterval)
            {
                await PauseAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private async ValueTask PauseAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(_pause, timeProvider, cancellationToken).ConfigureAwait(false);
        _pause = _pause * 2 < PauseMax ? _pause * 2 : PauseMax;
    }

    private async ValueTask ConnectAsync(CancellationToken cancellationToken)
    {
        var listener = await database.OpenListenerAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            listener.Notification += (_, _) => _isNoticed = true;
            await database.ExecuteAsync(listener, "LISTEN trading_engine_strategies", cancellationToken).ConfigureAwait(false);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction)
        {
            // A server that only follows another one gives no notices: it is asked from time to time.
        }
        catch
        {
            await listener.DisposeAsync().ConfigureAwait(false);
            throw;
        }

        _listener = listener;
        _pause = PauseMin;
    }

    private bool IsConnectionLost(Exception exception) => database.FaultOf(exception) == SqlFault.Unavailable;

    private async ValueTask CloseAsync()
    {
        if (_listener is { } listener)
        {
            _listener = null;
            await listener.DisposeAsync().ConfigureAwait(false);
        }
    }
}
