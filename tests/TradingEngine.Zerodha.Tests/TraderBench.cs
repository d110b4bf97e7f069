using Microsoft.Extensions.Time.Testing;
using TradingEngine.Diagnostics;
using TradingEngine.LocalKite;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Trading;

namespace TradingEngine.Zerodha.Tests;

/// <summary>An engine with a Zerodha trader over a local Kite, with one clock that the test moves.</summary>
internal sealed class TraderBench : IAsyncDisposable
{
    public const long Token = 408065;

    /// <summary>A future that is frozen above 1,800, with a lot of 75.</summary>
    public const long FutureToken = 8960002;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private TraderBench(FakeTimeProvider clock, LocalKiteServer kite, ZerodhaTrader trader, TestEngine test)
    {
        Clock = clock;
        Kite = kite;
        Trader = trader;
        Test = test;
    }

    public FakeTimeProvider Clock { get; }

    public LocalKiteServer Kite { get; }

    public ZerodhaTrader Trader { get; }

    public TestEngine Test { get; }

    public IEnumerable<OrderEventType> Types => Test.Drain().Select(one => one.Type);

    /// <summary>The alerts of a kind that were raised so far; a thread of the pool hands them on.</summary>
    public IEnumerable<Alert> Alerts(AlertKind kind)
    {
        Test.Drain();
        return Test.Sink.Alerts.Where(alert => alert.Kind == kind);
    }

    public static async Task<TraderBench> StartAsync(
        Action<ZerodhaOptions>? configure = null,
        bool hasToken = true,
        long depth = long.MaxValue,
        bool hasShadow = false)
    {
        var clock = new FakeTimeProvider(Make.Time);
        var kite = await LocalKiteServer.StartAsync(TestKite.ServerOptions(clock: clock, depth: depth));
        var trader = new ZerodhaTrader(TestKite.OptionsFor(
            kite,
            hasToken ? kite.CreateAccessToken() : null,
            options =>
            {
                options.HasOrderUpdates = false;
                configure?.Invoke(options);
            }));
        Instrument[] instruments =
        [
            new() { Token = Token, Symbol = "INFY", Exchange = "NSE", TickSize = Price.Parse("0.05"), LotSize = 1 },
            new()
            {
                Token = FutureToken,
                Symbol = "NIFTY30DECFUT",
                Exchange = "NFO",
                Name = "NIFTY",
                TickSize = Price.Parse("0.05"),
                LotSize = 75,
            },
        ];
        var test = await TestEngine.StartAsync(Topology.Inline, builder =>
        {
            builder
                .UseTimeProvider(clock)
                .UseInstruments(InstrumentRegistry.Create(instruments))
                .AddTrader("zerodha", trader)
                .RouteOthers("zerodha");
            if (hasShadow)
            {
                builder.AddShadow("zerodha");
            }
        });
        test.Engine.Publish(Make.Tick(Token, "1500"));
        return new TraderBench(clock, kite, trader, test);
    }

    /// <summary>Sends a signal and waits until the trader has answered.</summary>
    /// <returns>The answer; what is told of the order later does not count.</returns>
    public OrderEvent Publish(
        string id, SignalType type = SignalType.Buy, long quantity = 10, string? price = null, long token = Token)
    {
        Test.Engine.Publish(Make.Signal(id, type, token, quantity, at: Clock.GetUtcNow().ToOffset(Make.Time.Offset)) with
        {
            Price = price is null ? null : Price.Parse(price),
        });
        return Test.Drain().First(one => one.Signal.SignalId == id);
    }

    /// <summary>
    /// Moves the clock in steps and has the broker asked after each, until something is true. No call is under way while the
    /// clock moves, so none times out.
    /// </summary>
    public async Task AdvanceUntilAsync(Func<bool> isTrue)
    {
        const int stepsMax = 1_000;
        for (var i = 0; i < stepsMax && !isTrue(); i++)
        {
            Clock.Advance(TimeSpan.FromMilliseconds(500));
            await Test.Engine.ReconcileAsync();
        }

        Assert.That(isTrue());
    }

    /// <summary>Lets the trader look after itself once, and waits for what comes of it.</summary>
    public void LookUntil(Func<bool> isTrue)
    {
        Clock.Advance(TimeSpan.FromSeconds(1));
        WaitUntil(isTrue);
    }

    /// <summary>Waits until something is true.</summary>
    public static void WaitUntil(Func<bool> isTrue) => Assert.That(SpinWait.SpinUntil(isTrue, Patience));

    public async ValueTask DisposeAsync()
    {
        await Test.DisposeAsync();
        Trader.Dispose();
        await Kite.DisposeAsync();
    }

    /// <summary>Terms with a policy for market orders that rest.</summary>
    public static OrderTerms Terms(RestingPolicy resting) => new() { Resting = resting, RestingTimeout = TimeSpan.FromSeconds(5) };
}
