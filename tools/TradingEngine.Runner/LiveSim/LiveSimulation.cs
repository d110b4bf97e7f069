using System.Globalization;
using Microsoft.Extensions.Hosting;
using TradingEngine.LocalKite;
using TradingEngine.Runner.Configuration;
using TradingEngine.Runner.Demo;
using TradingEngine.Runner.Kafka;
using TradingEngine.Runner.Run;
using TradingEngine.Sql.Hosting;

namespace TradingEngine.Runner.LiveSim;

/// <summary>
/// A broker like Zerodha in this process, a generated day that both traders trade, and what came of it at the end.
/// </summary>
internal sealed class LiveSimulation : IDisposable
{
    private const int TicksPerSecond = 400;
    private const int SignalsPerMinute = 150;
    private const int SecondsPerMinute = 60;
    private const int DepthQuantity = 400;
    private const ulong Seed = 1;

    private static readonly TimeSpan DelayMax = TimeSpan.FromMilliseconds(60);
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan SettleTimeout = TimeSpan.FromMinutes(1);

    private readonly LocalKiteServer _kite;
    private readonly string _cache;
    private readonly DemoOptions _day;
    private readonly bool _isKiteFeed;
    private SimulatedDay? _play;

    private LiveSimulation(LocalKiteServer kite, SettingSources sources, RunOptions options)
    {
        var seconds = options.SimulationSeconds;
        _isKiteFeed = options.Feed == PriceFeed.Kite;
        _kite = kite;
        _cache = Directory.CreateTempSubdirectory("tradingengine-instruments-").FullName;
        _day = new DemoOptions(
            TickCount: seconds * TicksPerSecond,
            SignalCount: Math.Max(1, seconds * SignalsPerMinute / SecondsPerMinute),
            Seconds: seconds);
        Sources = sources with { Overrides = [.. Overrides(sources), .. sources.Overrides] };
        SimulatedStrategies.AddTo(RunnerSettings.Load(Sources).Strategies, new GeneratedDay(_day).StrategyIds);
    }

    /// <summary>The settings, with the broker's address and a login in them.</summary>
    public SettingSources Sources { get; }

    /// <summary>What came of the signals.</summary>
    public OutcomeLog Outcomes { get; } = new();

    /// <summary>Starts the broker.</summary>
    /// <param name="sources">The settings.</param>
    /// <param name="options">How long the day takes, and where prices come from.</param>
    public static LiveSimulation Start(SettingSources sources, RunOptions options)
    {
        // Large orders trade in parts, and every answer takes its time, as it does over the internet.
        var kite = LocalKiteServer.StartAsync(new LocalKiteOptions { MarketDepthQuantity = DepthQuantity })
            .GetAwaiter().GetResult();
        kite.Faults.Plan = new FaultPlan(Seed) { DelayMax = DelayMax }.With(LocalActKind.Delay, 1);
        return new LiveSimulation(kite, sources, options);
    }

    /// <summary>Lets the day begin, and ends the host when all that came of it is over.</summary>
    /// <param name="bootstrapServers">Where ticks and signals are written to.</param>
    /// <param name="topics">The topics of ticks and of signals.</param>
    /// <param name="engine">The engine.</param>
    /// <param name="lifetime">What is ended.</param>
    public void Open(
        string bootstrapServers, (string Ticks, string Signals) topics, Engine engine, IHostApplicationLifetime lifetime)
    {
        _play = new SimulatedDay(
            _day, new MarketProducer(bootstrapServers, topics.Ticks, topics.Signals), _kite.Exchange.SetPrice, writesTicks: !_isKiteFeed);
        _play.Start();
        _ = EndAsync(_play, engine, lifetime);
        Console.Out.WriteLine(
            $"A broker like Zerodha answers at {_kite.Root}. A generated day is traded there and on paper, in {_day.Seconds} s.");
    }

    /// <summary>Writes what came of each signal.</summary>
    public void Report(TextWriter output) => OutcomeReport.Write(
        output,
        Outcomes.Read(RunnerSettings.ZerodhaName, RunnerSettings.PaperName),
        token => LocalInstrument.Defaults.FirstOrDefault(one => one.Token == token)?.Symbol ?? $"{token}");

    public void Dispose()
    {
        _play?.Dispose();
        _kite.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_cache, recursive: true);
    }

    private static async Task EndAsync(SimulatedDay day, Engine engine, IHostApplicationLifetime lifetime)
    {
        try
        {
            await day.Played;
            var started = TimeProvider.System.GetTimestamp();
            while (!IsDone(day, engine) && TimeProvider.System.GetElapsedTime(started) < SettleTimeout)
            {
                await Task.Delay(PollInterval);
            }
        }
        catch (IOException exception)
        {
            await Console.Error.WriteLineAsync($"run failed: {exception.Message}");
            Environment.ExitCode = ExitStatus.Failed;
        }

        lifetime.StopApplication();
    }

    private static bool IsDone(SimulatedDay day, Engine engine) =>
        engine.GetStatus().SignalCount >= day.SignalCount && engine.GetOpenOrders().Count == 0;

    private IEnumerable<string> Overrides(SettingSources sources)
    {
        var options = new LocalKiteOptions();
        yield return "Traders:Zerodha:Enabled=true";
        yield return $"Zerodha:ApiKey={options.ApiKey}";
        yield return $"Zerodha:ApiSecret={options.ApiSecret}";
        yield return $"Zerodha:AccessToken={_kite.CreateAccessToken()}";
        yield return $"Zerodha:UserId={options.UserId}";
        yield return $"Zerodha:Root={_kite.Root}";
        yield return $"Zerodha:SocketRoot={_kite.SocketRoot}";
        yield return $"Instruments:CacheDirectory={_cache}";
        if (sources.Build()[SimulatedStrategies.SourceKey] is null)
        {
            yield return $"{SimulatedStrategies.SourceKey}={StrategySourceKind.Sqlite}";
        }

        if (_isKiteFeed)
        {
            var tokens = LocalInstrument.Defaults.Select(one => one.Token.ToString(CultureInfo.InvariantCulture));
            yield return $"Ticker:Instruments={string.Join(',', tokens)}";
        }
    }
}
