using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Ingress;
using TradingEngine.Internals;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.Routing;

namespace TradingEngine;

/// <summary>Executes validated trading signals. Made by <see cref="EngineBuilder"/>.</summary>
/// <remarks>
/// Started once, stopped once. Publish ticks and signals with <see cref="Publish(in MarketTick)"/> and
/// <see cref="Publish(TradingSignal)"/>, or add sources and call <see cref="Run"/>; order events come out of the sinks.
/// </remarks>
public sealed class Engine : IAsyncDisposable
{
    private readonly EngineParts _parts;
    private readonly Pipeline _pipeline;
    private readonly ILogger _logger;
    private readonly EngineMeter _meter;
    private readonly EngineAdapters _adapters;
    private readonly EngineRecovery _recovery;
    private readonly SourceRun _sources;
    private readonly StrategyLimits _limits;
    private readonly HaltFile? _haltFile;
    private int _state;

    internal Engine(EngineParts parts)
    {
        _parts = parts;
        _logger = parts.Loggers.CreateLogger<Engine>();
        _pipeline = new Pipeline(parts);
        _meter = new EngineMeter(_pipeline);
        _adapters = new EngineAdapters(parts, _pipeline, _logger);
        _haltFile = parts.HaltFile is { } path ? new HaltFile(path, parts.TimeProvider, SetMode) : null;
        _recovery = new EngineRecovery(parts, _pipeline, _logger);
        _sources = new SourceRun(parts.Sources, _pipeline.Port);
        _limits = new StrategyLimits(parts.StrategyLimits);
        _pipeline.Risk.SetLimits(_limits.Replace(parts.Table.Limits));
    }

    /// <summary>Where the engine is in its life.</summary>
    public EngineState State => (EngineState)Volatile.Read(ref _state);

    /// <summary>When the market is open.</summary>
    public MarketCalendar Calendar => _parts.Calendar;

    /// <summary>The clock that everything reads.</summary>
    public TimeProvider TimeProvider => _parts.TimeProvider;

    /// <summary>Whether there is a source, so that <see cref="Run"/> has something to poll.</summary>
    public bool HasSources => _parts.Sources.Length > 0;

    /// <summary>Where ticks and signals enter.</summary>
    public IngressPort Ingress => _pipeline.Port;

    /// <summary>The positions that the fills so far have made.</summary>
    public PositionLedger Positions => _pipeline.Positions;

    /// <summary>
    /// Reads the journal, starts the sinks and the traders, asks the brokers about every order whose end is not known, then
    /// starts the stages and the sources. A trader that fails to initialise is alerted and the others work; what the
    /// journal, a sink or a source throws ends the start.
    /// </summary>
    /// <exception cref="IOException">The journal is in use, damaged, or cannot be written; the message says what to do.</exception>
    /// <exception cref="InvalidOperationException">The engine was started before.</exception>
    public async Task StartAsync(CancellationToken cancellationToken = default)
    {
        Move(EngineState.Created, EngineState.Starting);
        var options = _parts.Options;
        try
        {
            _recovery.Open();
            await _adapters.StartSinksAsync(LastPrice, cancellationToken).ConfigureAwait(false);
            var alerts = await _parts.Traders
                .InitializeAsync(
                    options.InitializationTimeout,
                    _parts.Workers,
                    _parts.TimeProvider,
                    _parts.Loggers,
                    LastPrice,
                    cancellationToken)
                .ConfigureAwait(false);
            _pipeline.StartEgress();
            Publish(alerts);
            await _recovery.CompleteAsync(cancellationToken).ConfigureAwait(false);
            _pipeline.StartStages();
            StartHaltFile();
            await _adapters.StartSourcesAsync(cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            await StopCoreAsync(new Deadline(options.StopTimeout)).ConfigureAwait(false);
            throw;
        }

        Move(EngineState.Starting, EngineState.Running);
        _logger.EngineStarted(
            _pipeline.Topology.ToString(),
            options.WaitStrategy.ToString(),
            options.RingSize,
            _parts.Calendar.Name,
            string.Join(", ", _parts.Traders.Names));
    }

    /// <summary>Publishes a tick; see <see cref="IngressPort.Publish(in MarketTick)"/>.</summary>
    public PublishResult Publish(in MarketTick tick) => _pipeline.Port.Publish(tick);

    /// <summary>Publishes a signal; see <see cref="IngressPort.Publish(TradingSignal)"/>.</summary>
    public PublishResult Publish(TradingSignal signal) => _pipeline.Port.Publish(signal);

    /// <summary>
    /// Polls every source on the calling thread until all have ended or the engine is stopped. The calling thread is the
    /// ingress thread.
    /// </summary>
    /// <exception cref="InvalidOperationException">
    /// There is no source, another thread polls, or the engine is not running.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled; what was published goes on.</exception>
    public void Run(CancellationToken cancellationToken = default)
    {
        if (State != EngineState.Running)
        {
            throw new InvalidOperationException($"The engine is not running, it is {State}.");
        }

        _sources.Run(cancellationToken);
    }

    /// <summary>
    /// Replaces all routes, for every signal that is published from now on. An order that waits in a lane fails where no
    /// route leads from its strategy to its trader any more; what has left stays looked after.
    /// </summary>
    /// <exception cref="ArgumentException">A route names an unknown trader; nothing is changed.</exception>
    public void UpdateRoutes(Action<RoutingTableBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        var routes = new RoutingTableBuilder();
        configure(routes);
        var table = routes.Build(_parts.Traders);
        lock (_limits)
        {
            _pipeline.Add(new RoutingTableChanged(table, _limits.Replace(table.Limits)));
            _pipeline.Switch.Routes = table;
        }
    }

    /// <summary>
    /// Tells a person of something that no order's outcome says: the alert goes to every sink, and waits where the way out
    /// is full. Any thread may.
    /// </summary>
    public void Publish(Alert alert)
    {
        ArgumentNullException.ThrowIfNull(alert);
        _pipeline.Alerts.Publish(alert);
    }

    /// <summary>
    /// Replaces the list of instruments, for every signal that is published from now on. Orders on their way keep theirs.
    /// </summary>
    public void UpdateInstruments(InstrumentRegistry instruments)
    {
        ArgumentNullException.ThrowIfNull(instruments);
        _pipeline.Add(new InstrumentsChanged(instruments));
    }

    /// <summary>Which orders may leave.</summary>
    public TradingMode Mode => _pipeline.Switch.Mode;

    /// <summary>
    /// The kill switch: no signal that is published from now on becomes an order, and no order leaves that is queued for
    /// a trader. Cancels go on. With a journal it holds over a restart.
    /// </summary>
    public void Halt() => SetMode(TradingMode.Halted);

    /// <summary>Ends <see cref="Halt"/> and <see cref="TradingMode.Reducing"/>.</summary>
    public void Resume() => SetMode(TradingMode.Active);

    /// <summary>Sets which orders may leave, of every signal that is published from now on.</summary>
    public void SetMode(TradingMode mode) => SetMode(mode, reason: null);

    /// <summary>Every order that is not terminal, trader by trader. This method allocates.</summary>
    public IReadOnlyList<OrderSnapshot> GetOpenOrders() => OpenOrderActions.GetAll(_pipeline.Desks);

    /// <summary>
    /// Cancels an order: at once where it was not sent yet, else its broker is asked. What comes of it is an event.
    /// </summary>
    /// <returns>False where there is no such open order, or the engine has not started.</returns>
    public bool Cancel(OrderId orderId) => HasStarted && OpenOrderActions.Cancel(_pipeline.Desks, orderId);

    /// <summary>Cancels every open order, or those of one strategy. Goes on while trading is halted.</summary>
    /// <returns>How many.</returns>
    public int CancelAll(string? strategyId = null) =>
        HasStarted ? OpenOrderActions.CancelAll(_pipeline.Desks, strategyId) : 0;

    /// <summary>
    /// Has every broker, or that of one trader, asked about its open and unknown orders now. A difference becomes an event
    /// and an alert.
    /// </summary>
    /// <returns>
    /// False where one could not be asked, which is an alert, and where the engine has not started.
    /// </returns>
    public Task<bool> ReconcileAsync(string? trader = null, CancellationToken cancellationToken = default) => HasStarted
        ? OpenOrderActions.ReconcileAsync(_pipeline.Desks, trader, cancellationToken)
        : Task.FromResult(false);

    /// <summary>
    /// Tells the engine what became of an order, by someone who looked: for a broker that cannot be asked.
    /// </summary>
    /// <returns>False where there is no such open order, or the engine has not started.</returns>
    public bool Resolve(OrderId orderId, OrderResult result) =>
        HasStarted && OpenOrderActions.Resolve(_pipeline.Desks, orderId, result);

    /// <summary>
    /// Waits until everything that was published so far is done, sinks included. Nobody may publish meanwhile.
    /// </summary>
    /// <returns>False where <paramref name="timeout"/> was over before.</returns>
    public bool Drain(TimeSpan timeout)
    {
        var deadline = new Deadline(timeout);
        return deadline.WaitUntil(() => _pipeline.Port.Flush() == 0) && deadline.WaitUntil(_pipeline.IsDrained);
    }

    /// <summary>What the engine is doing. This method allocates; it disturbs no stage.</summary>
    public EngineStatus GetStatus() => StatusReader.Read(State, _pipeline);

    /// <summary>The last price of an instrument, null where there is none.</summary>
    public Price? LastPrice(long instrumentToken) => _pipeline.LastPrice(instrumentToken);

    /// <summary>
    /// Ends <see cref="Run"/>, lets the sources finish, works off what there is, shuts the traders down and lets the sinks
    /// bring out the last events, within <see cref="EngineOptions.StopTimeout"/> and a few seconds. What is left then is reported. A second call
    /// does nothing.
    /// </summary>
    public async Task StopAsync()
    {
        if (TryMove(EngineState.Created, EngineState.Stopped))
        {
            _meter.Dispose();
        }
        else if (TryMove(EngineState.Running, EngineState.Stopping))
        {
            await StopCoreAsync(new Deadline(_parts.Options.StopTimeout)).ConfigureAwait(false);
        }
    }

    /// <summary>Stops.</summary>
    public ValueTask DisposeAsync() => new(StopAsync());

    /// <summary>
    /// False while the start publishes again what the sinks may not have: nothing may change an order before that.
    /// </summary>
    private bool HasStarted => State > EngineState.Starting;

    /// <summary>Tells this engine's meter from that of another in the process.</summary>
    internal bool OwnsMeter(Meter meter) => _meter.Owns(meter);

    private void StartHaltFile()
    {
        if (_haltFile is not null)
        {
            _haltFile.StartTimer();
            _parts.Workers.Start(_haltFile);
        }
    }

    private async Task StopCoreAsync(Deadline deadline)
    {
        _haltFile?.StopTimer();
        _haltFile?.End();
        if (!_sources.End(deadline))
        {
            _logger.SourceNotEnded();
        }

        await _adapters.StopSourcesAsync(deadline).ConfigureAwait(false);

        // The lanes are waited for by blocking; that must not happen on the caller's thread of a pool.
        await _parts.Workers.CallAsync(() =>
        {
            _pipeline.StopStages(deadline);
            return Task.CompletedTask;
        }).ConfigureAwait(false);
        Publish(await _parts.Traders.ShutdownAsync(deadline, _parts.Workers, _parts.TimeProvider).ConfigureAwait(false));
        _pipeline.StopEgress(deadline);
        await _adapters.StopSinksAsync(deadline.AtLeast(Pipeline.Grace)).ConfigureAwait(false);
        _pipeline.Journal?.Close();
        Volatile.Write(ref _state, (int)EngineState.Stopped);
        _meter.Dispose();
        var status = GetStatus();
        _logger.EngineStopped(status.TickCount, status.SignalCount, status.OrderEventCount);
    }

    private void SetMode(TradingMode mode, string? reason)
    {
        var now = _parts.TimeProvider.GetUtcNow();
        _pipeline.SetMode(mode, now);
        var because = reason is null ? "" : $", because {reason}";
        Publish([new Alert(
            AlertKind.TradingHalted,
            AlertSeverity.Warning,
            mode switch
            {
                TradingMode.Halted => $"Trading is halted{because}: no signal becomes an order.",
                TradingMode.Reducing => $"Only orders that reduce a position may leave{because}.",
                _ => $"Trading is resumed{because}.",
            },
            nameof(Engine),
            now)]);
    }

    private void Publish(IReadOnlyList<Alert> alerts)
    {
        foreach (var alert in alerts)
        {
            _pipeline.Outlet.Publish(alert);
        }
    }

    private void Move(EngineState from, EngineState to)
    {
        if (!TryMove(from, to))
        {
            throw new InvalidOperationException($"The engine cannot become {to}: it is {State}, not {from}.");
        }
    }

    private bool TryMove(EngineState from, EngineState to) =>
        Interlocked.CompareExchange(ref _state, (int)to, (int)from) == (int)from;
}
