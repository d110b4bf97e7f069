using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Workloads;
using TradingEngine.Zerodha;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>Options and instruments for a trader that nothing but its orders keeps busy.</summary>
internal static class KiteSetup
{
    /// <summary>The token that the listener does not look at.</summary>
    public const string AccessToken = "0123456789abcdef0123456789abcdef";

    /// <summary>The exchange of every instrument.</summary>
    public const string Exchange = "NSE";

    private const int PerSecondMax = 1_000;
    private const int PerDayMax = 100_000;

    private static readonly TimeSpan Long = TimeSpan.FromHours(1);

    /// <summary>Options without limits, polling and updates; a call that is not answered hangs for an hour.</summary>
    public static ZerodhaOptions MakeOptions(KiteListener listener)
    {
        var options = new ZerodhaOptions
        {
            AccessToken = AccessToken,
            OrdersPerSecondMax = PerSecondMax,
            OrdersPerMinuteMax = PerDayMax,
            OrdersPerDayMax = PerDayMax,
            ReadsPerSecondMax = PerSecondMax,
            ReservedPercent = 0,
            PollInterval = Long,
            HasOrderUpdates = false,
        };
        options.Client.ApiKey = "key";
        options.Client.Root = new Uri($"http://{listener.EndPoint}");
        options.Client.Timeout = Long;
        return options;
    }

    /// <summary>The instruments of <see cref="SampleEvents"/>.</summary>
    public static InstrumentRegistry MakeInstruments(int count) => InstrumentRegistry.Create(
        Enumerable.Range(0, count).Select(i => new Instrument
        {
            Token = SampleEvents.FirstToken + i,
            Symbol = $"STOCK{i}",
            Exchange = Exchange,
            TickSize = Price.Parse("0.05"),
            LotSize = 1,
        }));

    /// <summary>A fused engine without traders, whose orders nobody is asked about by interval.</summary>
    public static EngineBuilder MakeBuilder(int instrumentCount) => new EngineBuilder()
        .UseInstruments(MakeInstruments(instrumentCount))
        .AddSink(new NullSink())
        .Configure(options =>
        {
            options.Topology = Topology.Fused;
            options.TickOverflow = Ingress.TickOverflow.Wait;
            options.SignalAgeLimit = Timeout.InfiniteTimeSpan;
            options.ReconcileInterval = Long;
            options.StopTimeout = TimeSpan.FromSeconds(1);
        });
}
