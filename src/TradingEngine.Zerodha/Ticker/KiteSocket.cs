using Microsoft.Extensions.Logging;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>
/// Keeps a connection to Kite's socket: connects, connects again with growing waits when it is lost, and waits for a
/// new access token when the last one was refused.
/// </summary>
internal sealed class KiteSocket : IDisposable
{
    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(2);

    private readonly string _name;
    private readonly KiteTickerOptions _options;
    private readonly KiteAccess _access;
    private readonly ISocketHandler _handler;
    private readonly ISocketOutbox? _outbox;
    private readonly FrameAssembler _assembler;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private KiteConnection? _connection;
    private Task _run = Task.CompletedTask;
    private int _state;
    private int _failureCount;
    private bool _isDownTold;
    private long _connectionCount;

    /// <param name="name">How logs call it.</param>
    /// <param name="options">Timings and limits.</param>
    /// <param name="access">Key and token.</param>
    /// <param name="handler">Whom it tells what happens.</param>
    /// <param name="outbox">What it sends; null for nothing.</param>
    /// <param name="timeProvider">The clock of its waits.</param>
    /// <param name="logger">The log.</param>
    public KiteSocket(
        string name,
        KiteTickerOptions options,
        KiteAccess access,
        ISocketHandler handler,
        ISocketOutbox? outbox,
        TimeProvider timeProvider,
        ILogger logger)
    {
        _name = name;
        _options = options;
        _access = access;
        _handler = handler;
        _outbox = outbox;
        _assembler = new FrameAssembler(options.FrameBytesMax);
        _timeProvider = timeProvider;
        _logger = logger;
    }

    /// <summary>What it is doing. Any thread may read it.</summary>
    public KiteSocketState State
    {
        get => (KiteSocketState)Volatile.Read(ref _state);
        private set => Volatile.Write(ref _state, (int)value);
    }

    /// <summary>Connections after the first one.</summary>
    public long ReconnectCount => long.Max(0, Volatile.Read(ref _connectionCount) - 1);

    /// <summary>Begins to connect and returns at once.</summary>
    public void Start() => _run = RunAsync();

    /// <summary>Closes the connection; cuts it where the server does not answer in time.</summary>
    /// <param name="timeout">How long that may take; it is never more than two seconds.</param>
    public async Task StopAsync(TimeSpan timeout)
    {
        var patience = timeout < CloseTimeout ? timeout : CloseTimeout;
        await _stop.CancelAsync().ConfigureAwait(false);
        var closing = Volatile.Read(ref _connection)?.CloseAsync() ?? Task.CompletedTask;
        try
        {
            await Task.WhenAll(_run, closing).WaitAsync(patience).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            _logger.SocketCut(_name);
            Volatile.Read(ref _connection)?.Cut("it was stopped");
            await _run.ConfigureAwait(false);
        }
    }

    public void Dispose() => _stop.Dispose();

    private async Task RunAsync()
    {
        await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                await RunOnceAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // It was stopped while it waited.
        }
        finally
        {
            State = KiteSocketState.Stopped;
        }
    }

    /// <remarks>An error here would end the prices for good, so even one that nobody foresaw leads to a wait.</remarks>
    private async Task RunOnceAsync()
    {
        try
        {
            var token = await WaitForTokenAsync().ConfigureAwait(false);
            if (await UseTokenAsync(token).ConfigureAwait(false) is { } failure && !_stop.IsCancellationRequested)
            {
                await WaitToReconnectAsync(failure).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (!_stop.IsCancellationRequested)
        {
            _logger.SocketFailed(_name, _access.Describe(exception));
            await Task.Delay(_options.ReconnectDelayMax, _timeProvider, _stop.Token).ConfigureAwait(false);
        }
    }

    private async Task<string> WaitForTokenAsync()
    {
        while (true)
        {
            if (_access.FindToken() is { } token)
            {
                return token;
            }

            State = KiteSocketState.WaitsForToken;
            if (_access.ShouldTellMissing(out var reason))
            {
                _logger.TokenMissing(_name, _access.Server, reason);
                _handler.OnTokenMissing(reason);
            }

            await Task.Delay(_options.TokenCheckInterval, _timeProvider, _stop.Token).ConfigureAwait(false);
        }
    }

    /// <returns>Why there is no connection any more; null where the token was refused.</returns>
    private async Task<string?> UseTokenAsync(string token)
    {
        State = KiteSocketState.Connecting;
        using var connection = new KiteConnection(_options, _access, _handler, _outbox, _assembler, _timeProvider);
        var failure = await connection.ConnectAsync(token, _stop.Token).ConfigureAwait(false);
        if (failure is null)
        {
            failure = await RunAsync(connection).ConfigureAwait(false);
        }
        else if (connection.IsRefused)
        {
            _access.Refuse(token);
            return null;
        }

        _failureCount = connection.HasReceived ? 0 : _failureCount + 1;
        return failure;
    }

    /// <remarks>
    /// The connection is shown to <see cref="StopAsync"/> before it is looked whether to stop: either side sees the
    /// other.
    /// </remarks>
    private async Task<string> RunAsync(KiteConnection connection)
    {
        Interlocked.Exchange(ref _connection, connection);
        if (_stop.IsCancellationRequested)
        {
            connection.Cut("it was stopped");
        }

        Volatile.Write(ref _connectionCount, _connectionCount + 1);
        _isDownTold = false;
        State = KiteSocketState.Connected;
        _logger.SocketConnected(_name, _access.Server);
        _handler.OnConnected();
        var reason = await connection.RunAsync().ConfigureAwait(false);
        Volatile.Write(ref _connection, null);
        return reason;
    }

    private async Task WaitToReconnectAsync(string reason)
    {
        if (!_isDownTold)
        {
            _isDownTold = true;
            _logger.SocketLost(_name, _access.Server, reason);
            _handler.OnDisconnected(reason);
        }

        State = KiteSocketState.WaitsToReconnect;
        var delay = NextDelay();
        _logger.SocketRetries(_name, delay, reason);
        await Task.Delay(delay, _timeProvider, _stop.Token).ConfigureAwait(false);
    }

    /// <summary>Half of the wait is sure and half is chance, so that many clients do not come back at once.</summary>
    private TimeSpan NextDelay()
    {
        var longest = _options.ReconnectDelayFirst;
        for (var i = 1; i < _failureCount && longest < _options.ReconnectDelayMax; i++)
        {
            longest *= 2;
        }

        longest = longest < _options.ReconnectDelayMax ? longest : _options.ReconnectDelayMax;
        return longest * (0.5 + (Random.Shared.NextDouble() / 2));
    }
}
