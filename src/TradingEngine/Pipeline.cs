using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Dispatch;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Internals;
using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.Prices;
using TradingEngine.Risk;
using TradingEngine.Routing;
using TradingEngine.Traders;
using Stages = TradingEngine.Dispatch.FusedStages<
    TradingEngine.Prices.PriceStage, TradingEngine.Routing.RoutingStage, TradingEngine.Dispatch.DispatchStage>;

namespace TradingEngine;

/// <summary>
/// The way of an event, put together once: port, ring, three stages, traders' desks, egress ring, sinks.
/// </summary>
internal sealed class Pipeline
{
    /// <summary>What is given to each step of a stop whose time is over.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    private readonly EngineParts _parts;
    private readonly ILogger _logger;
    private readonly ValueDisruptor<PipelineSlot>? _ring;
    private readonly ValueDisruptor<EgressSlot>? _egressRing;
    private readonly RingOutlet? _ringOutlet;
    private readonly TraderDesk[] _desks;
    private readonly IIngressControl _control;

    public Pipeline(EngineParts parts)
    {
        _parts = parts;
        _logger = parts.Loggers.CreateLogger<Engine>();
        var options = parts.Options;
        Topology = Resolve(options.Topology);
        Journal = MakeJournal(parts);
        Keeper = Journal is null ? null : MakeKeeper(Journal);
        Egress = new EgressProcessor(
            Positions,
            new SinkFanOut(parts.Sinks, parts.TimeProvider, _logger),
            Journal,
            failure => Keeper!.Report(failure));
        if (parts.Outlet is not null)
        {
            Outlet = parts.Outlet(Egress);
        }
        else if (Topology == Topology.Inline)
        {
            Outlet = new InlineOutlet(Egress);
        }
        else
        {
            _egressRing = MakeEgressRing(options);
            Outlet = _ringOutlet = new RingOutlet(_egressRing.RingBuffer);
        }

        Alerts = new AlertRelay(Outlet);
        Latencies = new LatencyWindow(options.LatencyWindow);
        Instruments = new InstrumentIndex(options.InstrumentCapacity);
        Prices = new PriceCache(options.InstrumentCapacity);
        var side = new SideTable(options.RingSize);
        Router = new Router(
            side,
            parts.Table,
            new BoundTraders(parts.Traders.Names),
            parts.Calendar,
            new DuplicateFilter(options.DuplicateCapacity),
            options.SignalAgeLimit,
            Outlet,
            isJournaled: Journal is not null);
        Risk = new RiskGate(parts.Limits, parts.StrategyLimits, LastPrice);
        _desks = MakeDesks(new OutcomeReporter(Outlet, Risk, Latencies, isJournaled: Journal is not null));
        Dispatcher = new Dispatcher(side, _desks, Risk, Outlet, parts.Instruments, parts.Table);
        _ring = Topology == Topology.Inline ? null : MakeRing(options);
        Port = MakePort(options, side);
        _control = (IIngressControl)Port;
    }

    public Topology Topology { get; }

    public IngressPort Port { get; }

    public PositionLedger Positions { get; } = new();

    /// <summary>The last line before an order leaves.</summary>
    public RiskGate Risk { get; }

    /// <summary>What the lanes look at before they send.</summary>
    public TradingSwitch Switch { get; } = new();

    /// <summary>Where orders are recorded; null where they are not.</summary>
    public OrderJournal? Journal { get; }

    /// <summary>Looks after the journal; null where there is none.</summary>
    public JournalKeeper? Keeper { get; }

    public InstrumentIndex Instruments { get; }

    public PriceCache Prices { get; }

    public Router Router { get; }

    public Dispatcher Dispatcher { get; }

    public EgressProcessor Egress { get; }

    public IEventOutlet Outlet { get; }

    /// <summary>The way of alerts from threads that must not wait.</summary>
    public AlertRelay Alerts { get; }

    public LatencyWindow Latencies { get; }

    public IReadOnlyList<TraderDesk> Desks => _desks;

    /// <summary>Slots in use and slots in all; both zero without a ring.</summary>
    public (int Used, int Size) RingFill => Fill(_ring?.RingBuffer);

    /// <inheritdoc cref="RingFill"/>
    public (int Used, int Size) EgressFill => Fill(_egressRing?.RingBuffer);

    /// <summary>Starts what events leave by.</summary>
    public void StartEgress()
    {
        _egressRing?.Start();
        if (Keeper is not null)
        {
            Keeper.StartTimer();
            _parts.Workers.Start(Keeper);
        }
    }

    /// <summary>Starts the lanes and the stages, and lets publishers in.</summary>
    public void StartStages()
    {
        foreach (var desk in _desks)
        {
            desk.Start();
        }

        _ring?.Start();
        _control.Open();
    }

    /// <summary>Sets which orders may leave, before the start.</summary>
    public void Restore(TradingMode mode)
    {
        Switch.Mode = mode;
        Router.Restore(mode);
        Risk.Mode = mode;
    }

    /// <summary>Changes which orders may leave: of what is queued at once, of signals from the next one on.</summary>
    public void SetMode(TradingMode mode, DateTimeOffset now)
    {
        Switch.Mode = mode;
        Add(new ModeChanged(mode));
        if (Journal is not null)
        {
            Outlet.Publish(mode, now.UtcTicks);
        }
    }

    /// <summary>The last price of an instrument, null where there is none.</summary>
    public Price? LastPrice(long instrumentToken)
    {
        var instrument = Instruments.Find(instrumentToken);
        return instrument < 0 ? null : Prices.LastPrice(instrument);
    }

    /// <summary>Takes over what another engine has done, before every event that is published from now on.</summary>
    public void Adopt(IReadOnlyList<OrderEvent> events) => Add(new OrdersAdopted(events));

    /// <summary>Changes the rules for every event that is published from now on.</summary>
    public void Add(ControlEvent control) => _control.Add(control);

    /// <summary>True where nothing is under way: not in the ring, not in a lane, not before the sinks.</summary>
    /// <remarks>In this order, because events only ever move from the first to the last.</remarks>
    public bool IsDrained() =>
        RingFill.Used == 0 && PendingOrderCount() == 0 && Alerts.IsEmpty && EgressFill.Used == 0;

    /// <summary>
    /// Works off everything that was published and stops the stages and the lanes. The egress still runs.
    /// </summary>
    public void StopStages(Deadline deadline)
    {
        var hasDrained = _control.Close(deadline) && deadline.WaitUntil(() => RingFill.Used == 0);
        if (!hasDrained)
        {
            TellOfLeftOvers();
            _ringOutlet?.Close();
        }

        _ring?.Halt();
        foreach (var desk in _desks)
        {
            desk.Complete();
        }

        foreach (var desk in _desks)
        {
            desk.StopLanes(deadline, Grace);
        }
    }

    /// <summary>Hands what is left to the sinks and stops.</summary>
    /// <remarks>The last orders may have got their events when the time was over: sinks that work get those, too.</remarks>
    public void StopEgress(Deadline deadline)
    {
        deadline = deadline.AtLeast(Grace);
        deadline.WaitUntil(() => Alerts.IsEmpty);
        StopKeeper(deadline);
        if (_egressRing is null)
        {
            return;
        }

        if (!deadline.WaitUntil(() => EgressFill.Used == 0))
        {
            _logger.EgressNotDrained(EgressFill.Used + _ringOutlet!.LostCount);
        }

        _ringOutlet!.Close();
        _egressRing.Halt();
    }

    private void StopKeeper(Deadline deadline)
    {
        if (Keeper is not null && Journal!.IsOpen)
        {
            Keeper.StopTimer();
            Keeper.Request();
            Keeper.End();
            Keeper.Join(deadline.Remaining);
        }
    }

    private static Topology Resolve(Topology topology)
    {
        const int coresForThreadPerStage = 5;
        return topology != Topology.Auto ? topology
            : Environment.ProcessorCount >= coresForThreadPerStage ? Topology.ThreadPerStage
            : Topology.Fused;
    }

    private static IWaitStrategy MakeWaitStrategy(WaitStrategy strategy) => strategy switch
    {
        WaitStrategy.BusySpin => new BusySpinWaitStrategy(),
        WaitStrategy.Sleeping => new SleepingWaitStrategy(),
        WaitStrategy.Blocking => new BlockingWaitStrategy(),
        _ => new YieldingWaitStrategy(),
    };

    private OrderJournal? MakeJournal(EngineParts parts) => parts.Journal is not { } options ? null : new OrderJournal(
        parts.JournalFiles ?? (() => new DirectoryFiles(options.Directory)),
        options,
        Positions,
        parts.Options.DuplicateCapacity,
        parts.TimeProvider);

    private JournalKeeper MakeKeeper(OrderJournal journal) =>
        new(journal, _parts.Journal!.SyncInterval, _parts.TimeProvider, () => Risk.ExportDay(), TellOfJournal);

    private TraderDesk[] MakeDesks(OutcomeReporter reporter)
    {
        var deskOptions = _parts.Options.MakeDeskOptions();
        var desks = new TraderDesk[_parts.Traders.All.Count];
        for (var i = 0; i < desks.Length; i++)
        {
            desks[i] = new TraderDesk(
                _parts.Traders.All[i],
                deskOptions,
                reporter,
                Journal,
                Risk,
                Switch,
                _parts.Workers,
                _parts.TimeProvider,
                _logger);
        }

        return desks;
    }

    private void TellOfJournal(Exception failure) => Outlet.Publish(new Alert(
        AlertKind.JournalFailed,
        AlertSeverity.Critical,
        $"Live orders are refused from now on: {failure.Message}",
        nameof(Engine),
        _parts.TimeProvider.GetUtcNow()));

    private static (int Used, int Size) Fill<T>(ValueRingBuffer<T>? ring)
        where T : struct =>
        ring is null ? (0, 0) : (ring.BufferSize - (int)ring.GetRemainingCapacity(), ring.BufferSize);

    private ValueDisruptor<EgressSlot> MakeEgressRing(EngineOptions options)
    {
        // Sinks write to files and networks: their thread is parked while there is nothing to write.
        var ring = new ValueDisruptor<EgressSlot>(
            () => default,
            options.EgressRingSize,
            TaskScheduler.Default,
            ProducerType.Multi,
            new BlockingWaitStrategy());
        ring.HandleEventsWith(new EgressHandler(Egress));
        ring.SetDefaultExceptionHandler(new StageExceptionHandler<EgressSlot>(_logger, null, _parts.TimeProvider));
        return ring;
    }

    private ValueDisruptor<PipelineSlot> MakeRing(EngineOptions options)
    {
        var producers = options.Producers == Producers.One ? ProducerType.Single : ProducerType.Multi;
        var ring = new ValueDisruptor<PipelineSlot>(
            () => default,
            options.RingSize,
            TaskScheduler.Default,
            producers,
            MakeWaitStrategy(options.WaitStrategy));
        if (Topology == Topology.Fused)
        {
            ring.HandleEventsWith(MakeStages());
        }
        else
        {
            ring.HandleEventsWith(new PriceStage(Prices))
                .Then(new RoutingStage(Router))
                .Then(new DispatchStage(Dispatcher));
        }

        ring.SetDefaultExceptionHandler(MakeExceptionHandler());
        return ring;
    }

    private IngressPort MakePort(EngineOptions options, SideTable side)
    {
        return _ring is null
            ? MakePort(new InlineGate<Stages>(MakeStages(), options.RingSize, MakeExceptionHandler()), options, side)
            : MakePort(new RingGate(_ring.RingBuffer), options, side);
    }

    private GatedIngressPort<TGate> MakePort<TGate>(TGate gate, EngineOptions options, SideTable side)
        where TGate : struct, IPipelineGate =>
        new(gate, side, Instruments, _parts.TimeProvider, options.Producers, options.TickOverflow, HasEgressRoom);

    /// <summary>
    /// Whether a signal may enter: its events, and those of the signals before it in the ring, must fit the way out. So a
    /// sink or a disk that stands still holds signals back before the ring, and never the pipeline with its ticks.
    /// </summary>
    private bool HasEgressRoom()
    {
        if (_egressRing is null)
        {
            return true;
        }

        const int reserveShare = 4;
        var ring = _egressRing.RingBuffer;
        var pending = Port.PublishedSignalCount - Dispatcher.SignalCount;
        var eventsPerSignal = _desks.Length + 1;
        return ring.GetRemainingCapacity() - pending * eventsPerSignal >= ring.BufferSize / reserveShare;
    }

    private Stages MakeStages() =>
        new(new PriceStage(Prices), new RoutingStage(Router), new DispatchStage(Dispatcher));

    private StageExceptionHandler<PipelineSlot> MakeExceptionHandler() =>
        new(_logger, Outlet, _parts.TimeProvider);

    private int PendingOrderCount()
    {
        var count = 0;
        foreach (var desk in _desks)
        {
            count += desk.PendingCount;
        }

        return count;
    }

    private void TellOfLeftOvers()
    {
        var alert = new Alert(
            AlertKind.DrainTimedOut,
            AlertSeverity.Critical,
            $"{RingFill.Used} events were left in the ring and {PendingOrderCount()} orders with traders " +
            "when the time to stop was over.",
            nameof(Engine),
            _parts.TimeProvider.GetUtcNow());
        _logger.Write(alert);
    }
}
