using System.Threading.Channels;
using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit.Traders;
using TradingEngine.Zerodha.Ticker;

namespace TradingEngine.Zerodha.Tests.Ticker;

/// <summary>An engine with a source of Kite's ticks, and the server that the source speaks to.</summary>
internal sealed class SourceRig : IAsyncDisposable, IOrderEventSink
{
    public const string ApiKey = "kite0key0of0tests";
    public const string AccessToken = "token0of0tests";

    private readonly Channel<Alert> _alerts = Channel.CreateUnbounded<Alert>();
    private readonly List<Alert> _seen = [];
    private Engine? _engine;

    private SourceRig(TickerServer server, Action<KiteTickerOptions>? configure)
    {
        Server = server;
        var options = new KiteTickerOptions { ApiKey = ApiKey, SocketRoot = server.Root };
        configure?.Invoke(options);
        Source = new KiteTickerSource(options, () => Token);
    }

    public TickerServer Server { get; }

    public KiteTickerSource Source { get; }

    public WatchedClock Clock { get; } = new();

    public TickerLogLines Log { get; } = new();

    public string? Token { get; set; } = AccessToken;

    public Engine Engine => _engine ?? throw new InvalidOperationException("The engine was not started.");

    public static async Task<SourceRig> CreateAsync(Action<KiteTickerOptions>? configure = null) =>
        new(await TickerServer.StartAsync(), configure);

    /// <summary>Starts the engine. Its sources are polled where the test does so.</summary>
    public async Task StartAsync(Func<Order, OrderResult>? trade = null, Topology topology = Topology.Inline)
    {
        var builder = new EngineBuilder()
            .UseTimeProvider(Clock)
            .UseLogging(Log)
            .AddTrader("broker", new InlineDelegateTrader(trade ?? (_ => OrderResult.Rejected("Nobody trades here."))))
            .RouteOthers("broker")
            .AddSource(Source)
            .AddSink(this);
        builder.Options.Topology = topology;
        builder.Options.Producers = topology == Topology.Inline ? Producers.One : Producers.Many;
        _engine = builder.Build();
        await _engine.StartAsync();
    }

    /// <summary>Polls the source until something is so.</summary>
    public void PollUntil(Func<bool> isSo) => Patience.Until(() =>
    {
        Source.Poll(Engine.Ingress);
        return isSo();
    });

    /// <summary>The next alert of the source.</summary>
    public Task<Alert> NextAlertAsync() => _alerts.Reader.ReadAsync().AsTask().Within();

    /// <summary>Waits until a connection waits before it connects again, and lets that time pass.</summary>
    public async Task PassReconnectDelayAsync()
    {
        var delay = TimeSpan.Zero;
        while (delay < TimeSpan.FromSeconds(0.5) || delay > TimeSpan.FromSeconds(1))
        {
            delay = await Clock.NextWaitAsync();
        }

        Clock.Advance(delay);
    }

    /// <summary>
    /// Waits until all connections wait for a token, and only then gives it, so that none finds it before; then lets the
    /// time pass until they look for it.
    /// </summary>
    public async Task PassTokenCheckAsync(int connectionCount, Action giveToken)
    {
        var interval = TimeSpan.FromSeconds(1);
        for (var left = connectionCount; left > 0; left -= await Clock.NextWaitAsync() == interval ? 1 : 0)
        {
        }

        giveToken();
        Clock.Advance(interval);
    }

    public void Publish(in OrderEvent orderEvent)
    {
    }

    public void Publish(Alert alert)
    {
        lock (_seen)
        {
            _seen.Add(alert);
        }

        if (alert.Source == "zerodha")
        {
            _alerts.Writer.TryWrite(alert);
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_engine is not null)
        {
            await _engine.DisposeAsync();
        }

        await Server.DisposeAsync();
        var texts = Log.Lines.Select(line => line.Text).Concat(_seen.Select(alert => alert.ToString()));
        Assert.That(string.Join('\n', texts), Does.Not.Contain(ApiKey).And.Not.Contain(AccessToken));
    }
}
