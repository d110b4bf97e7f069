using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.AspNetCore.WebSockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using TradingEngine.LocalKite.Rest;
using TradingEngine.LocalKite.Sockets;

namespace TradingEngine.LocalKite;

/// <summary>
/// A broker on loopback that behaves as Kite Connect v3 is documented: <c>await using</c> one per test.
/// </summary>
public sealed class LocalKiteServer : IAsyncDisposable
{
    private readonly LocalKiteOptions _options;
    private readonly Sessions _sessions;
    private readonly RequestLog _log;
    private readonly RestApi _rest;
    private readonly SocketApi _socket;
    private readonly Lock _downLock = new();
    private readonly KestrelServer _kestrel;
    private CancellationTokenSource _down = new();

    private LocalKiteServer(LocalKiteOptions options)
    {
        _options = options;
        _sessions = new Sessions(options);
        _log = new RequestLog(options.RequestsKept);
        Sockets = new LocalSockets(options, Faults);
        Exchange = new LocalExchange(options, Sockets);
        var router = new Router(
            new OrderRoutes(options, Exchange),
            new AccountRoutes(options, Exchange, _sessions),
            new MarketRoutes(options));
        _rest = new RestApi(options, router, _sessions, new RateLimits(options), Faults, _log);
        _socket = new SocketApi(options, Exchange, Sockets, _sessions, _log);
        _kestrel = CreateKestrel(options.Port);
    }

    /// <summary>Where the API is: <c>http://127.0.0.1:port</c>, without the route prefix.</summary>
    public Uri Root { get; private set; } = new("http://127.0.0.1");

    /// <summary>Where the WebSocket is: <c>ws://127.0.0.1:port/ws</c>.</summary>
    public Uri SocketRoot { get; private set; } = new("ws://127.0.0.1/ws");

    /// <summary>The exchange as it really is.</summary>
    public LocalExchange Exchange { get; }

    /// <summary>What goes wrong.</summary>
    public LocalFaults Faults { get; } = new();

    /// <summary>The WebSockets.</summary>
    public LocalSockets Sockets { get; }

    /// <summary>The newest requests that arrived while it was up, the oldest of them first.</summary>
    public IReadOnlyList<LocalRequest> Requests => _log.Snapshot();

    /// <summary>Starts a server on loopback.</summary>
    public static async Task<LocalKiteServer> StartAsync(
        LocalKiteOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        var server = new LocalKiteServer(options);
        var sockets = new WebSocketMiddleware(
            server.HandleAsync, Options.Create(new WebSocketOptions()), NullLoggerFactory.Instance);
        await server._kestrel.StartAsync(new Application(sockets.Invoke), cancellationToken);
        var address = server._kestrel.Features.Get<IServerAddressesFeature>()!.Addresses.First();
        server.Root = new Uri(address);
        server.SocketRoot = new UriBuilder(address) { Scheme = "ws", Path = "/ws" }.Uri;
        return server;
    }

    /// <summary>A token as the login gives it, good until 06:00 IST of the next day.</summary>
    public string CreateAccessToken() => _sessions.CreateAccessToken();

    /// <summary>What the login page hands over, good for one exchange.</summary>
    public string CreateRequestToken() => _sessions.CreateRequestToken();

    /// <summary>Ends all access tokens.</summary>
    public void ExpireTokens() => _sessions.EndAll();

    /// <summary>Waits until something is true of the <see cref="Requests"/>.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public Task WaitForRequestsAsync(
        Func<IReadOnlyList<LocalRequest>, bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _log.WaitUntilAsync(condition, cancellationToken);
    }

    /// <summary>While it is down, every request and every socket is cut.</summary>
    public void SetDown(bool isDown)
    {
        lock (_downLock)
        {
            if (isDown)
            {
                _down.Cancel();
            }
            else if (_down.IsCancellationRequested)
            {
                _down.Dispose();
                _down = new CancellationTokenSource();
            }
        }
    }

    /// <summary>The body of a postback with the checksum that the app's secret makes.</summary>
    public string CreatePostback(LocalOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        return Encoding.UTF8.GetString(OrderFrame.Postback(order, _options));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        SetDown(true);
        await _kestrel.StopAsync(new CancellationToken(canceled: true));
        _kestrel.Dispose();
        Sockets.Dispose();
        _down.Dispose();
    }

    private async Task HandleAsync(HttpContext context)
    {
        CancellationToken down;
        lock (_downLock)
        {
            down = _down.Token;
        }

        // Cuts this request at once when it is down already, and later when it goes down.
        await using var cut = down.UnsafeRegister(static state => ((HttpContext)state!).Abort(), context);
        if (down.IsCancellationRequested)
        {
            return;
        }

        await (context.WebSockets.IsWebSocketRequest ? _socket.HandleAsync(context) : _rest.HandleAsync(context));
    }

    private static KestrelServer CreateKestrel(int port)
    {
        var kestrel = new KestrelServerOptions { AddServerHeader = false };
        kestrel.Listen(System.Net.IPAddress.Loopback, port, listen => listen.Protocols = HttpProtocols.Http1);
        var transport = new SocketTransportFactory(
            Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        return new KestrelServer(Options.Create(kestrel), transport, NullLoggerFactory.Instance);
    }
}
