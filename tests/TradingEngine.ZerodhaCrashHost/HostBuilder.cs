using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Zerodha;
using TradingEngine.Zerodha.Trading;

namespace TradingEngine.ZerodhaCrashHost;

/// <summary>Builds the engine. Every wait is short, because it is killed and started all the time.</summary>
internal static class HostBuilder
{
    /// <summary>The name of the trader.</summary>
    public const string Trader = "kite";

    /// <summary>The app's key and the instrument that the local Kite has by default.</summary>
    public const string ApiKey = "local-key";

    /// <summary>What is traded.</summary>
    public const long Token = 738561;

    public static Engine Build(string journal, Uri root, Uri socketRoot, string accessToken)
    {
        var options = new ZerodhaOptions
        {
            AccessToken = accessToken,
            NotFoundWait = TimeSpan.FromSeconds(2),
            PollInterval = TimeSpan.FromMilliseconds(100),
            OrdersPerSecondMax = 1_000,
            ReadsPerSecondMax = 1_000,
            Terms = new OrderTerms { Resting = RestingPolicy.Leave },
        };
        options.Client.ApiKey = ApiKey;
        options.Client.Root = root;
        options.Client.SocketRoot = socketRoot;
        options.Client.ReadRetryCount = 0;
        var builder = new EngineBuilder()
            .UseInstruments(InstrumentRegistry.Create([new Instrument
            {
                Token = Token,
                Symbol = "RELIANCE",
                Exchange = "NSE",
                TickSize = Price.Parse("0.05"),
                LotSize = 1,
            }]))
            .UseJournal(journal)
            .AddTrader(Trader, new ZerodhaTrader(options))
            .RouteOthers(Trader)
            .AddSink(new LineSink());
        builder.Options.WaitStrategy = WaitStrategy.Blocking;
        builder.Options.SignalAgeLimit = Timeout.InfiniteTimeSpan;
        builder.Options.ReconcileInterval = TimeSpan.FromMilliseconds(200);
        return builder.Build();
    }
}
