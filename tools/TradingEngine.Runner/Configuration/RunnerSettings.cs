using Microsoft.Extensions.Configuration;
using TradingEngine.Hosting;
using TradingEngine.Hosting.Health;
using TradingEngine.Hosting.ReplacedSystem;
using TradingEngine.Hosting.Settings;
using TradingEngine.Journal;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Hosting;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Sql.Hosting;
using TradingEngine.Strategies;
using TradingEngine.Traders.Paper;
using TradingEngine.Zerodha;
using TradingEngine.Zerodha.Hosting;

namespace TradingEngine.Runner.Configuration;

/// <summary>Everything that the runner is told by its settings. To be used only where there are no errors.</summary>
internal sealed class RunnerSettings
{
    /// <summary>The name of the paper trader.</summary>
    public const string PaperName = "paper";

    /// <summary>The name of the trader at Zerodha.</summary>
    public const string ZerodhaName = "zerodha";

    /// <summary>The section of the host's own logging, which this does not read.</summary>
    private const string LoggingSectionName = "Logging";

    /// <summary>The traders that the runner can make.</summary>
    private static readonly string[] KnownTraders = [PaperName, ZerodhaName];

    private readonly EngineSettings _engine;

    private RunnerSettings(IConfigurationRoot configuration, SettingReader reader)
    {
        Configuration = configuration;
        Report = reader.Report;
        ReplacedSystemEnvironment.CopyWarnings(configuration, Report);
        _engine = EngineSettings.Read(reader, MakeDefaults(new EngineOptions()));
        HostSettings.Read(reader, Host);
        HostSettings.Read(reader, Health);
        Risk = RiskSettings.Read(reader);
        HasJournal = JournalSettings.Read(reader, Journal);
        PaperTrading = PaperTradingSettings.Read(reader);
        Traders = TraderSettings.Read(reader, KnownTraders, ZerodhaName);
        ZerodhaSettings.Read(reader, Zerodha, HasZerodha);
        Instruments = InstrumentSettings.Read(reader);
        Ticker = TickerSettings.Read(reader);
        Strategies = StrategySettings.Read(reader);
        KafkaSettings.Read(reader, Kafka);
        KafkaSettings.Read(reader, KafkaHealth);
        _engine.CheckTraders(reader, Traders);
        KafkaSettings.CheckTraders(reader, Kafka, Traders);
        if (!HasRoutesOfSettings && HasExplicitRoutes)
        {
            Report.AddWarning("Engine:Routes and Engine:RouteOthers have no effect: the routes come from Strategies:Source.");
        }

        reader.RefuseUnknown(LoggingSectionName);
    }

    /// <summary>The sources, for what a host reads itself.</summary>
    public IConfigurationRoot Configuration { get; }

    /// <summary>Every setting, error and warning.</summary>
    public SettingReport Report { get; }

    /// <summary>One line an error, each beginning with the key; none where all is well.</summary>
    public IReadOnlyList<string> Errors => Report.Errors;

    /// <summary>One line a warning.</summary>
    public IReadOnlyList<string> Warnings => Report.Warnings;

    /// <summary>The options of the engine.</summary>
    public EngineOptions Engine => _engine.Options;

    /// <summary>When the market is open.</summary>
    public MarketCalendar Calendar => _engine.Calendar;

    /// <summary>The traders of each strategy.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Routes => _engine.Routes;

    /// <summary>The traders of all other strategies: every trader where no route is set at all.</summary>
    public IReadOnlyList<string> RouteOthers => _engine.HasRoutes ? _engine.RouteOthers : Traders;

    /// <summary>Where the routes come from.</summary>
    public StrategySettings Strategies { get; }

    /// <summary>Whether the routes are those of the settings.</summary>
    public bool HasRoutesOfSettings => Strategies.Source == StrategySourceKind.Settings;

    /// <summary>Whether the settings name a route at all.</summary>
    public bool HasExplicitRoutes => _engine.HasRoutes;

    /// <summary>Whether every trader has a shadow.</summary>
    public bool HasShadows => Strategies.Shadows || (HasRoutesOfSettings && _engine.HasShadows);

    /// <summary>The traders of an engine with these settings, shadows included.</summary>
    public IReadOnlyList<string> TradersWithShadows =>
        HasShadows ? [.. Traders, .. Traders.Select(ShadowName.Of)] : Traders;

    /// <summary>The traders that there are and that do not take part.</summary>
    public IReadOnlyList<string> DisabledTraders => [.. KnownTraders.Except(Traders)];

    /// <summary>How the service behaves.</summary>
    public EngineHostOptions Host { get; } = new();

    /// <summary>From where on the engine counts as ill.</summary>
    public HealthThresholds Health { get; } = new();

    /// <summary>What orders may not exceed.</summary>
    public RiskSettings Risk { get; }

    /// <summary>How orders are recorded.</summary>
    public JournalOptions Journal { get; } = new() { Directory = "journal" };

    /// <summary>Whether they are.</summary>
    public bool HasJournal { get; }

    /// <summary>How the paper trader fills.</summary>
    public PaperTraderOptions PaperTrading { get; }

    /// <summary>The traders that take part, by name.</summary>
    public IReadOnlyList<string> Traders { get; }

    /// <summary>Whether orders go to Zerodha, too.</summary>
    public bool HasZerodha => Traders.Contains(ZerodhaName);

    /// <summary>How the trader at Zerodha trades.</summary>
    public ZerodhaOptions Zerodha { get; } = new();

    /// <summary>What comes from Kite's ticker, where prices come from there.</summary>
    public TickerSettings Ticker { get; }

    /// <summary>Where the list of instruments is.</summary>
    public InstrumentSettings Instruments { get; }

    /// <summary>How the engine speaks to Kafka.</summary>
    public KafkaOptions Kafka { get; } = new();

    /// <summary>From where on the exchange with Kafka counts as ill.</summary>
    public KafkaHealthThresholds KafkaHealth { get; } = new();

    /// <summary>Reads and checks everything.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read; the message is one line that says
    /// why.</exception>
    public static RunnerSettings Load(SettingSources sources)
    {
        var configuration = sources.Build();
        return new RunnerSettings(configuration, new SettingReader(configuration));
    }

    /// <summary>The routes and limits of the settings, as a source of strategies says them.</summary>
    public StrategySet MakeStrategySet() => _engine.MakeStrategySet(Risk.ByStrategy, RouteOthers);

    /// <summary>
    /// Puts options, calendar, routes and traders into an engine; sources and sinks are the caller's.
    /// </summary>
    public void ApplyTo(EngineBuilder builder)
    {
        // Read once more, into the options that the builder has: they cannot be replaced.
        EngineSettings.Read(new SettingReader(Configuration), MakeDefaults(builder.Options))
            .ApplyTo(builder, HasRoutesOfSettings);
        if (HasRoutesOfSettings && RouteOthers.Count > 0)
        {
            builder.RouteOthers([.. RouteOthers]);
        }

        Risk.ApplyTo(builder);
        if (HasJournal)
        {
            builder.UseJournal(Journal);
        }

        if (Traders.Contains(PaperName))
        {
            builder.AddTrader(PaperName, new PaperTrader(PaperTrading));
        }
    }

    /// <summary>
    /// The defaults of the service: its pipeline parks while it waits. One that spins takes a core from the threads of the
    /// Kafka clients, which costs more than it gains (benchmarks/results, kafka-feed and kafka-signal).
    /// </summary>
    private static EngineOptions MakeDefaults(EngineOptions options)
    {
        options.WaitStrategy = WaitStrategy.Blocking;
        return options;
    }
}
