using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>
/// A WebSocket server on loopback that does nothing by itself: the test has the other end of each connection.
/// </summary>
internal sealed class TickerServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Channel<ServerConnection> _connections = Channel.CreateUnbounded<ServerConnection>();
    private readonly Channel<string> _refused = Channel.CreateUnbounded<string>();
    private readonly List<ServerConnection> _all = [];
    private volatile int _refuseWith;

    private TickerServer(WebApplication app)
    {
        _app = app;
    }

    /// <summary>Where it listens.</summary>
    public Uri Root => new(_app.Urls.Single().Replace("http://", "ws://", StringComparison.Ordinal));

    /// <summary>The status to refuse handshakes with; zero to accept them.</summary>
    public int RefuseWith
    {
        get => _refuseWith;
        set => _refuseWith = value;
    }

    public static async Task<TickerServer> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var server = new TickerServer(app);
        app.UseWebSockets(new WebSocketOptions { KeepAliveInterval = TimeSpan.Zero });
        app.Run(server.HandleAsync);
        await app.StartAsync();
        return server;
    }

    /// <summary>The next connection.</summary>
    public Task<ServerConnection> AcceptAsync() => _connections.Reader.ReadAsync().AsTask().Within();

    /// <summary>The query of the next handshake that is refused.</summary>
    public Task<string> NextRefusedAsync() => _refused.Reader.ReadAsync().AsTask().Within();

    /// <summary>Handshakes that nobody has looked at.</summary>
    public int UnseenCount => _connections.Reader.Count + _refused.Reader.Count;

    public async ValueTask DisposeAsync()
    {
        lock (_all)
        {
            _all.ForEach(connection => connection.Cut());
        }

        await _app.StopAsync(new CancellationToken(canceled: true));
        await _app.DisposeAsync();
    }

    private async Task HandleAsync(HttpContext context)
    {
        if (_refuseWith != 0)
        {
            context.Response.StatusCode = _refuseWith;
            await context.Response.CompleteAsync();
            _refused.Writer.TryWrite(context.Request.QueryString.Value ?? "");
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync();
        var connection = new ServerConnection(
            socket,
            context.Request.QueryString.Value ?? "",
            context.Request.Headers["X-Kite-Version"].ToString(),
            context.Abort);
        lock (_all)
        {
            _all.Add(connection);
        }

        _connections.Writer.TryWrite(connection);
        await connection.Ended;
    }
}
