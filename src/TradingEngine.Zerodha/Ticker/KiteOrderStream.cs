using Microsoft.Extensions.Logging;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>Kite's socket without instruments: what happens to the user's orders.</summary>
internal sealed class KiteOrderStream : ISocketHandler, IDisposable
{
    private const string Name = "Kite's order stream";

    private readonly IKiteOrderListener _listener;
    private readonly TickerTexts _texts;
    private readonly KiteSocket _socket;
    private readonly ILogger _logger;
    private long _namelessCount;

    /// <param name="options">How it speaks to Kite; a copy is taken.</param>
    /// <param name="accessToken">The access token of the day, null where there is none. Asked from any thread.</param>
    /// <param name="listener">Whom it tells. What it throws is logged.</param>
    /// <param name="timeProvider">The clock of its waits.</param>
    /// <param name="logger">The log.</param>
    /// <exception cref="ArgumentException">The options are not valid.</exception>
    public KiteOrderStream(
        KiteTickerOptions options,
        Func<string?> accessToken,
        IKiteOrderListener listener,
        TimeProvider timeProvider,
        ILogger logger)
    {
        KiteTickerOptionsCheck.ThrowIfInvalid(options);
        var copy = options.Copy();
        var access = new KiteAccess(copy, accessToken);
        _listener = listener;
        _logger = logger;
        _texts = new TickerTexts(access, logger, TellOrder);
        _socket = new KiteSocket(Name, copy, access, this, outbox: null, timeProvider, logger);
    }

    /// <summary>What its socket is doing. Any thread may read it.</summary>
    public KiteSocketState State => _socket.State;

    /// <summary>Updates that came, repeated ones too.</summary>
    public long OrderUpdateCount => _texts.OrderUpdateCount;

    /// <summary>Texts that could not be read, and orders without an id.</summary>
    public long UnreadableCount => _texts.UnreadableCount + Volatile.Read(ref _namelessCount);

    /// <summary>Connections after the first one.</summary>
    public long ReconnectCount => _socket.ReconnectCount;

    /// <summary>Begins to connect and returns at once.</summary>
    public void Start() => _socket.Start();

    /// <summary>Closes the connection; cuts it where that takes too long.</summary>
    public Task StopAsync(TimeSpan timeout) => _socket.StopAsync(timeout);

    public void Dispose() => _socket.Dispose();

    void ISocketHandler.OnConnected() => Tell(_listener.OnConnected);

    void ISocketHandler.OnDisconnected(string reason) =>
        Tell(() => _listener.OnDisconnected(reason, needsLogin: false));

    void ISocketHandler.OnTokenMissing(string reason) =>
        Tell(() => _listener.OnDisconnected(reason, needsLogin: true));

    void ISocketHandler.OnBinary(ReadOnlySpan<byte> frame)
    {
        // Heartbeats: the socket has seen that something came.
    }

    void ISocketHandler.OnText(ReadOnlySpan<byte> utf8Text) => _texts.Take(Name, utf8Text);

    void ISocketHandler.OnTooLong() => _texts.Take(Name, default);

    private void TellOrder(ReadOnlySpan<byte> utf8Json)
    {
        if (KiteOrderFrame.TryRead(utf8Json, out var order))
        {
            _listener.OnOrder(order);
        }
        else
        {
            Volatile.Write(ref _namelessCount, _namelessCount + 1);
        }
    }

    private void Tell(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            _logger.OrderListenerFailed(exception);
        }
    }
}
