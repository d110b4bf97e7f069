using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Internals;
using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Risk;
using TradingEngine.Routing;
using TradingEngine.Traders;
using TradingEngine.Traders.Shadow;

namespace TradingEngine;

/// <summary>Puts an engine together: traders, routes, sources, sinks, calendar, settings.</summary>
public sealed class EngineBuilder
{
    private readonly List<(string Name, ITrader Trader)> _traders = [];
    private readonly List<IEventSource> _sources = [];
    private readonly List<IOrderEventSink> _sinks = [];
    private readonly RoutingTableBuilder _routes = new();
    private MarketCalendar _calendar = MarketCalendar.AlwaysOpen;
    private InstrumentRegistry _instruments = InstrumentRegistry.Empty;
    private TimeProvider _timeProvider = TimeProvider.System;
    private ILoggerFactory _loggers = NullLoggerFactory.Instance;
    private readonly Dictionary<string, RiskLimits> _strategyLimits = new(StringComparer.Ordinal);
    private RiskLimits _limits = new();
    private JournalOptions? _journal;
    private string? _haltFile;

    /// <summary>Opens the journal's directory; null for the real one.</summary>
    internal Func<IJournalFiles>? JournalFiles { get; set; }

    /// <summary>Who runs what works beside the pipeline.</summary>
    internal IWorkerHost Workers { get; set; } = ThreadWorkerHost.Instance;

    /// <inheritdoc cref="EngineParts.Outlet"/>
    internal Func<EgressProcessor, IEventOutlet>? Outlet { get; set; }

    /// <inheritdoc cref="EngineParts.Faults"/>
    internal PlantedFaults Faults { get; set; }

    /// <summary>The settings, to be changed until <see cref="Build"/>.</summary>
    public EngineOptions Options { get; } = new();

    /// <summary>Registers a trader under a name, which routes use and which is the <c>broker</c> on the wire.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken, or there are 64 traders already.</exception>
    public EngineBuilder AddTrader<T>(string name)
        where T : ITrader, new() => AddTrader(name, new T());

    /// <summary>Registers a trader that you made.</summary>
    /// <exception cref="ArgumentException">The name is empty or taken, or there are 64 traders already.</exception>
    public EngineBuilder AddTrader(string name, ITrader trader)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentNullException.ThrowIfNull(trader);
        if (ShadowName.Is(name))
        {
            throw new ArgumentException(
                $"Only shadows have names that end with '{ShadowName.Ending}': call AddShadow.", nameof(name));
        }

        return Add(name, trader);
    }

    /// <summary>
    /// Gives a trader a shadow, named <c>&lt;trader&gt;.shadow</c>: it can be routed to like any trader, its events go to the
    /// sinks under that name, and they change no position and count in no limit.
    /// </summary>
    /// <param name="trader">The name of a trader that is registered.</param>
    /// <param name="shadow">What executes its orders; null for <see cref="ShadowTrader.Of"/> of the trader.</param>
    /// <exception cref="ArgumentException">There is no such trader, it has a shadow already, or there are 64 traders.</exception>
    public EngineBuilder AddShadow(string trader, ITrader? shadow = null)
    {
        foreach (var (name, original) in _traders)
        {
            if (name == trader)
            {
                return Add(ShadowName.Of(trader), shadow ?? ShadowTrader.Of(original));
            }
        }

        throw new ArgumentException($"There is no trader '{trader}' to give a shadow to.", nameof(trader));
    }

    /// <summary>The traders so far, by name, shadows included. This property allocates.</summary>
    public IReadOnlyDictionary<string, ITrader> Traders
    {
        get
        {
            var traders = new Dictionary<string, ITrader>(StringComparer.Ordinal);
            foreach (var (name, trader) in _traders)
            {
                traders.Add(name, trader);
            }

            return traders;
        }
    }

    private EngineBuilder Add(string name, ITrader trader)
    {
        if (_traders.Count == TraderRegistry.CountMax)
        {
            throw new ArgumentException($"An engine has at most {TraderRegistry.CountMax} traders.", nameof(name));
        }

        foreach (var (taken, _) in _traders)
        {
            if (taken == name)
            {
                throw new ArgumentException($"There is a trader '{name}' already.", nameof(name));
            }
        }

        _traders.Add((name, trader));
        return this;
    }

    /// <summary>Sends the signals of a strategy to these traders.</summary>
    public EngineBuilder Route(string strategyId, params string[] traders)
    {
        _routes.Route(strategyId, traders);
        return this;
    }

    /// <summary>
    /// Sends a part of the signals of a strategy, from 0 to 100 percent, to a trader, beside the traders that get all of
    /// them: see <see cref="RoutingTableBuilder.RouteShare"/>.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 100, or has more than two decimals.</exception>
    public EngineBuilder RouteShare(string strategyId, string trader, decimal percent)
    {
        _routes.RouteShare(strategyId, trader, percent);
        return this;
    }

    /// <summary>
    /// Sends the signals of all other strategies to these traders. Without this they are rejected as unknown.
    /// </summary>
    public EngineBuilder RouteOthers(params string[] traders)
    {
        _routes.RouteOthers(traders);
        return this;
    }

    /// <summary>
    /// Sets the routes in every way that <see cref="RoutingTableBuilder"/> has, beside those that are set already.
    /// </summary>
    public EngineBuilder ConfigureRoutes(Action<RoutingTableBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(_routes);
        return this;
    }

    /// <summary>Adds a source that <see cref="Engine.Run"/> polls.</summary>
    public EngineBuilder AddSource(IEventSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        _sources.Add(source);
        return this;
    }

    /// <summary>
    /// Adds a sink for order events and alerts. Sinks are called in the order in which they were added.
    /// </summary>
    public EngineBuilder AddSink(IOrderEventSink sink)
    {
        ArgumentNullException.ThrowIfNull(sink);
        _sinks.Add(sink);
        return this;
    }

    /// <summary>
    /// Sets when the market is open. <value>The default is <see cref="MarketCalendar.AlwaysOpen"/>.</value>
    /// </summary>
    public EngineBuilder UseCalendar(MarketCalendar calendar)
    {
        ArgumentNullException.ThrowIfNull(calendar);
        _calendar = calendar;
        return this;
    }

    /// <summary>
    /// Sets what can be traded: orders then carry symbol, lot and tick size of their instrument, and one of an index, or
    /// whose quantity is no multiple of the lot, fails before a trader has it. <value>The default is nothing: then
    /// nothing is checked.</value>
    /// </summary>
    public EngineBuilder UseInstruments(InstrumentRegistry instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        _instruments = instruments;
        return this;
    }

    /// <summary>
    /// Sets the clock that everything reads. <value>The default is <see cref="TimeProvider.System"/>.</value>
    /// </summary>
    public EngineBuilder UseTimeProvider(TimeProvider timeProvider)
    {
        ArgumentNullException.ThrowIfNull(timeProvider);
        _timeProvider = timeProvider;
        return this;
    }

    /// <summary>Sets where the log goes. <value>The default is nowhere.</value></summary>
    public EngineBuilder UseLogging(ILoggerFactory loggers)
    {
        ArgumentNullException.ThrowIfNull(loggers);
        _loggers = loggers;
        return this;
    }

    /// <summary>
    /// Sets what orders may not exceed, over all strategies and traders. <value>The default is no limit.</value>
    /// </summary>
    public EngineBuilder Limit(RiskLimits limits)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        return this;
    }

    /// <summary>Sets what the orders of one strategy may not exceed, besides the limits over all.</summary>
    public EngineBuilder Limit(string strategyId, RiskLimits limits)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(strategyId);
        ArgumentNullException.ThrowIfNull(limits);
        _strategyLimits[strategyId] = limits;
        return this;
    }

    /// <summary>
    /// Halts trading while a file is there, whoever makes it; looked for twice a second. <value>The default is
    /// none.</value>
    /// </summary>
    public EngineBuilder UseHaltFile(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        _haltFile = path;
        return this;
    }

    /// <summary>
    /// Records every order in a directory, so that none is lost or doubled by a crash. Remembers at least 1,048,576 signals
    /// from then on, which takes up to 100 MiB.
    /// </summary>
    /// <param name="directory">The directory of this engine alone; made where it does not exist.</param>
    /// <param name="configure">Changes the options.</param>
    public EngineBuilder UseJournal(string directory, Action<JournalOptions>? configure = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(directory);
        var options = new JournalOptions { Directory = directory };
        configure?.Invoke(options);
        return UseJournal(options);
    }

    /// <inheritdoc cref="UseJournal(string, Action{JournalOptions})"/>
    /// <param name="options">The directory and everything else.</param>
    public EngineBuilder UseJournal(JournalOptions options)
    {
        const int duplicateCapacity = 1 << 20;
        ArgumentNullException.ThrowIfNull(options);
        _journal = options;
        Options.DuplicateCapacity = Math.Max(Options.DuplicateCapacity, duplicateCapacity);
        return this;
    }

    /// <summary>Changes the settings.</summary>
    public EngineBuilder Configure(Action<EngineOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Options);
        return this;
    }

    /// <summary>Builds the engine. Everything that it needs is allocated here.</summary>
    /// <exception cref="ArgumentException">Something is wrong; the message names all of it.</exception>
    public Engine Build()
    {
        var errors = new List<string>(Options.Validate());
        if (_traders.Count == 0)
        {
            errors.Add("No trader is registered: call AddTrader.");
        }

        errors.AddRange(_limits.Validate("Limit: "));
        foreach (var (strategyId, limits) in _strategyLimits)
        {
            errors.AddRange(limits.Validate($"Limit of '{strategyId}': "));
        }

        if (_journal is not null)
        {
            errors.AddRange(_journal.Validate());
        }

        var registry = new TraderRegistry(_traders);
        RoutingTable? table = null;
        try
        {
            table = _routes.Build(registry);
        }
        catch (ArgumentException exception)
        {
            errors.Add(exception.Message);
        }

        if (errors.Count > 0 || table is null)
        {
            throw new ArgumentException($"The engine cannot be built. {string.Join(' ', errors)}");
        }

        return new Engine(new EngineParts(
            Options.Copy(), registry, table, _calendar, _timeProvider, _loggers, [.. _sources], [.. _sinks])
        {
            Instruments = _instruments,
            Limits = _limits,
            StrategyLimits = new Dictionary<string, RiskLimits>(_strategyLimits, StringComparer.Ordinal),
            HaltFile = _haltFile,
            Journal = _journal?.Copy(),
            JournalFiles = JournalFiles,
            Workers = Workers,
            Outlet = Outlet,
            Faults = Faults,
        });
    }
}
