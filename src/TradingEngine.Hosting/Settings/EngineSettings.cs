using TradingEngine.Markets;
using TradingEngine.Risk;
using TradingEngine.Strategies;

namespace TradingEngine.Hosting.Settings;

/// <summary>The section <c>Engine</c>: the options, the calendar and the routes.</summary>
public sealed class EngineSettings
{
    /// <summary>The name of the section.</summary>
    public const string SectionName = "Engine";

    private const string CalendarName = "Calendar";
    private const string RoutesName = "Routes";
    private const string RouteOthersName = "RouteOthers";

    private EngineSettings(
        EngineOptions options,
        MarketCalendar calendar,
        IReadOnlyDictionary<string, IReadOnlyList<string>> routes,
        IReadOnlyList<string> routeOthers)
    {
        Options = options;
        Calendar = calendar;
        Routes = routes;
        RouteOthers = routeOthers;
    }

    /// <summary>The options that were read into.</summary>
    public EngineOptions Options { get; }

    /// <summary>When the market is open.</summary>
    public MarketCalendar Calendar { get; }

    /// <summary>
    /// The traders of each strategy; <c>zerodha:10%</c> is a trader that gets a share of the signals, see
    /// <see cref="EngineBuilder.RouteShare"/>.
    /// </summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Routes { get; }

    /// <summary>The traders of all other strategies; none where that is not set.</summary>
    public IReadOnlyList<string> RouteOthers { get; }

    /// <summary>Whether a route leads to a shadow, so that the engine needs shadows.</summary>
    public bool HasShadows
    {
        get
        {
            foreach (var texts in Routes.Values)
            {
                if (TargetsOf(texts).Exists(target => target.Mode == TraderMode.Shadow))
                {
                    return true;
                }
            }

            return false;
        }
    }

    /// <summary>Whether there is any route.</summary>
    public bool HasRoutes => Routes.Count > 0 || RouteOthers.Count > 0;

    /// <summary>Reads the section.</summary>
    /// <param name="reader">A reader at the root.</param>
    /// <param name="options">What the options are read into; its values are the defaults.</param>
    /// <returns>What was read, with defaults for what is wrong; the reader's report has the errors.</returns>
    public static EngineSettings Read(SettingReader reader, EngineOptions options)
    {
        ArgumentNullException.ThrowIfNull(reader);
        ArgumentNullException.ThrowIfNull(options);
        var section = reader.Section(SectionName);
        ReadPipeline(section, options);
        ReadLimits(section, options);
        var calendar = ReadCalendar(section);
        var routes = section.Lists(
            RoutesName, "Traders that get the signals of this strategy; zerodha:10% gets a share of them.");
        CheckTargets(section.Section(RoutesName), routes);
        var others = section.List(
            RouteOthersName, [], "Traders that get the signals of other strategies; none: they are rejected.");
        section.AddErrors(options.Validate());
        section.RefuseUnknown(HostSettings.HostSectionName, HostSettings.HealthSectionName);
        return new EngineSettings(options, calendar, routes, others);
    }

    /// <summary>Sets the calendar and the routes. The options are in <see cref="Options"/>.</summary>
    /// <param name="builder">The engine.</param>
    /// <param name="hasRoutes">False where the routes come from elsewhere.</param>
    public void ApplyTo(EngineBuilder builder, bool hasRoutes = true)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.UseCalendar(Calendar);
        if (!hasRoutes)
        {
            return;
        }

        builder.ConfigureRoutes(routes =>
        {
            foreach (var (strategy, texts) in Routes)
            {
                new PlannedStrategy(TargetsOf(texts), Limits: null).ApplyTo(strategy, routes);
            }
        });
        if (RouteOthers.Count > 0)
        {
            builder.RouteOthers([.. RouteOthers]);
        }
    }

    /// <summary>The routes as a source of strategies says them.</summary>
    /// <param name="limits">The limits of strategies.</param>
    /// <param name="others">The traders of all other strategies; none where they are rejected.</param>
    public StrategySet MakeStrategySet(
        IReadOnlyDictionary<string, RiskLimits> limits, IReadOnlyList<string> others)
    {
        ArgumentNullException.ThrowIfNull(limits);
        ArgumentNullException.ThrowIfNull(others);
        var strategies = new List<StrategyConfiguration>();
        foreach (var (strategy, texts) in Routes)
        {
            strategies.Add(new StrategyConfiguration(strategy)
            {
                Traders = TargetsOf(texts),
                Limits = limits.GetValueOrDefault(strategy),
            });
        }

        return new StrategySet { Strategies = strategies, Others = others.Count == 0 ? null : others };
    }

    /// <summary>Adds an error for each trader in the routes that there is not.</summary>
    public void CheckTraders(SettingReader reader, IReadOnlyList<string> traders)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var section = reader.Section(SectionName);
        TraderNames.Check(section, RouteOthersName, RouteOthers, traders);
        var routes = section.Section(RoutesName);
        foreach (var (strategy, names) in Routes)
        {
            var named = new List<string>();
            foreach (var target in TargetsOf(names))
            {
                named.Add(target.Trader);
            }

            TraderNames.Check(routes, strategy, named, traders);
        }
    }

    private static List<StrategyTrader> TargetsOf(IReadOnlyList<string> texts)
    {
        var targets = new List<StrategyTrader>();
        foreach (var text in texts)
        {
            if (RouteTarget.TryParse(text, out var target))
            {
                targets.Add(target);
            }
        }

        return targets;
    }

    private static void CheckTargets(
        SettingReader section, IReadOnlyDictionary<string, IReadOnlyList<string>> routes)
    {
        foreach (var (strategy, texts) in routes)
        {
            var seen = new HashSet<string>(StringComparer.Ordinal);
            foreach (var text in texts)
            {
                if (!RouteTarget.TryParse(text, out var target))
                {
                    section.AddError(strategy, $"{RouteTarget.Expectation}, not '{text}'.");
                }
                else if (!seen.Add(target.Trader))
                {
                    section.AddError(strategy, $"names '{target.Trader}' twice.");
                }
            }
        }
    }

    private static void ReadPipeline(SettingReader section, EngineOptions options)
    {
        options.Topology = section.Choice(
            nameof(options.Topology), options.Topology, "On which threads the stages run.");
        options.WaitStrategy = section.Choice(
            nameof(options.WaitStrategy), options.WaitStrategy, "How the pipeline waits for events.");
        options.Producers = section.Choice(nameof(options.Producers), options.Producers, "How many threads publish.");
        options.TickOverflow = section.Choice(
            nameof(options.TickOverflow), options.TickOverflow, "What happens to a tick that finds the ring full.");
        options.RingSize = section.Whole(
            nameof(options.RingSize), options.RingSize, "Slots of the ring, a power of two from 2 to 1048576.");
        options.EgressRingSize = section.Whole(
            nameof(options.EgressRingSize),
            options.EgressRingSize,
            "Order events that may wait for the sinks, a power of two from 2 to 1048576.");
        options.LatencyWindow = section.Whole(
            nameof(options.LatencyWindow),
            options.LatencyWindow,
            "Signals whose latency is kept for percentiles, 1 to 16777216.");
    }

    private static void ReadLimits(SettingReader section, EngineOptions options)
    {
        options.InstrumentCapacity = section.Whole(
            nameof(options.InstrumentCapacity), options.InstrumentCapacity, "Instruments at most, 1 to 1048576.");
        options.DuplicateCapacity = section.Whole(
            nameof(options.DuplicateCapacity),
            options.DuplicateCapacity,
            "Signal ids that are remembered to find duplicates, 1 to 16777216.");
        options.SignalAgeLimit = section.TimeOrInfinite(
            nameof(options.SignalAgeLimit),
            options.SignalAgeLimit,
            "How old a signal may be when it enters, above zero or infinite.");
        options.LaneCount = section.Whole(
            nameof(options.LaneCount), options.LaneCount, "Lanes of each trader that does I/O, 1 to 64.");
        options.LaneCapacity = section.Whole(
            nameof(options.LaneCapacity), options.LaneCapacity, "Orders that may wait in one lane, 1 to 1048576.");
        options.RequireListedInstrument = section.Flag(
            nameof(options.RequireListedInstrument),
            options.RequireListedInstrument,
            "Whether an order fails whose instrument is not listed.");
        options.InitializationTimeout = section.Time(
            nameof(options.InitializationTimeout),
            options.InitializationTimeout,
            "How long a trader may take to initialise, above zero.");
        options.ReconcileInterval = section.Time(
            nameof(options.ReconcileInterval),
            options.ReconcileInterval,
            "How often brokers are asked about open and unknown orders, above zero.");
        options.ReconcileTimeout = section.Time(
            nameof(options.ReconcileTimeout),
            options.ReconcileTimeout,
            "How long that may take before it is told to a person, above zero.");
        options.StopTimeout = section.Time(
            nameof(options.StopTimeout), options.StopTimeout, "How long stopping may take, zero or more.");
    }

    private static MarketCalendar ReadCalendar(SettingReader section)
    {
        var name = section.Text(
            CalendarName, MarketCalendar.AlwaysOpenName, "When the market is open: always-open, or a calendar's name.");
        foreach (var existing in MarketCalendar.Names)
        {
            if (existing == name)
            {
                return MarketCalendar.ByName(name);
            }
        }

        section.AddError(CalendarName, $"must be one of {string.Join(", ", MarketCalendar.Names)}, not '{name}'.");
        return MarketCalendar.AlwaysOpen;
    }
}
