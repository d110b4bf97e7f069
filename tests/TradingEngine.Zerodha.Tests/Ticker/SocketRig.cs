using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>A socket, the server that it speaks to, and a clock that stands.</summary>
internal sealed class SocketRig : IAsyncDisposable
{
    public const string ApiKey = "kite0key0of0tests";
    public const string FirstToken = "first+token/of=tests";

    private SocketRig(TickerServer server, Action<KiteTickerOptions>? configure)
    {
        Server = server;
        Options = new KiteTickerOptions { ApiKey = ApiKey, SocketRoot = server.Root };
        configure?.Invoke(Options);
        Socket = new KiteSocket(
            "The socket",
            Options,
            new KiteAccess(Options, () => Token),
            Events,
            Subscriptions,
            Clock,
            Log);
    }

    public TickerServer Server { get; }

    public KiteTickerOptions Options { get; }

    public KiteSocket Socket { get; }

    public SocketEvents Events { get; } = new();

    public KiteSubscriptions Subscriptions { get; } = new();

    public WatchedClock Clock { get; } = new();

    public TickerLogLines Log { get; } = new();

    /// <summary>What is given as access token.</summary>
    public string? Token { get; set; } = FirstToken;

    public static async Task<SocketRig> StartAsync(Action<KiteTickerOptions>? configure = null) =>
        new(await TickerServer.StartAsync(), configure);

    /// <summary>Starts the socket and waits until it is connected.</summary>
    public async Task<ServerConnection> ConnectAsync()
    {
        Socket.Start();
        return await NextConnectionAsync();
    }

    /// <summary>Waits until there is a connection.</summary>
    public async Task<ServerConnection> NextConnectionAsync()
    {
        var connection = await Server.AcceptAsync();
        Assert.That(await Events.NextAsync(), Is.EqualTo("connected"));
        await Clock.NextRepeatAsync();
        return connection;
    }

    /// <summary>Waits until the socket waits before it connects again, and lets that time pass.</summary>
    /// <returns>How long it would have waited.</returns>
    public async Task<TimeSpan> PassReconnectDelayAsync()
    {
        var delay = await Clock.NextWaitAsync(Options.ConnectTimeout);
        Clock.Advance(delay);
        return delay;
    }

    public async ValueTask DisposeAsync()
    {
        await Socket.StopAsync(TimeSpan.FromSeconds(10));
        Socket.Dispose();
        Subscriptions.Dispose();
        await Server.DisposeAsync();
        foreach (var (_, _, text) in Log.Lines)
        {
            Assert.That(text, Does.Not.Contain(ApiKey).And.Not.Contain(FirstToken).And.Not.Contain("token/of"));
            Assert.That(text, Does.Not.Contain(Uri.EscapeDataString(FirstToken)).And.Not.Contain("second-token"));
        }
    }
}
