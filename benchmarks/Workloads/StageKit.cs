using Microsoft.Extensions.Logging.Abstractions;
using TradingEngine.Diagnostics;
using TradingEngine.Dispatch;
using TradingEngine.Internals;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Prices;
using TradingEngine.Risk;
using TradingEngine.Routing;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Workloads;

/// <summary>The real stages with a paper trader, put together without a ring.</summary>
internal sealed class StageKit
{
    /// <summary>The name of the trader.</summary>
    public const string TraderName = "paper";

    private const int DuplicateCapacity = 1 << 15;

    private readonly PriceCache _prices;
    private readonly Router _router;
    private readonly Dispatcher _dispatcher;

    public StageKit(int slotCount, int instrumentCount, IEventOutlet outlet)
    {
        Side = new SideTable(slotCount);
        _prices = new PriceCache(instrumentCount);
        var trader = new TraderHandle(0, TraderName, new PaperTrader()) { State = TraderState.Ready };
        var table = new RoutingTableBuilder().Route(SampleEvents.StrategyId, TraderName).Build(new TraderRegistry([(TraderName, new PaperTrader())]));
        _router = new Router(
            Side,
            table,
            new BoundTraders([TraderName]),
            MarketCalendar.AlwaysOpen,
            new DuplicateFilter(DuplicateCapacity),
            Timeout.InfiniteTimeSpan,
            outlet);
        var risk = new RiskGate(new RiskLimits(), new Dictionary<string, RiskLimits>(), _ => null);
        var reporter = new OutcomeReporter(outlet, risk, new LatencyWindow(1024), isJournaled: false);
        var desk = new TraderDesk(
            trader,
            new DeskOptions(1, 1, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)),
            reporter,
            journal: null,
            risk,
            new TradingSwitch(),
            ThreadWorkerHost.Instance,
            TimeProvider.System,
            NullLogger.Instance);
        _dispatcher = new Dispatcher(Side, [desk], risk, outlet, InstrumentRegistry.Empty, table);
    }

    /// <summary>The signals that belong to slots.</summary>
    public SideTable Side { get; }

    /// <summary>Ticks that reached stage 1.</summary>
    public long TickCount => _prices.TickCount;

    /// <summary>Stage 1.</summary>
    public PriceStage Price => new(_prices);

    /// <summary>Stage 2.</summary>
    public RoutingStage Routing => new(_router);

    /// <summary>Stage 3.</summary>
    public DispatchStage Dispatch => new(_dispatcher);

    /// <summary>All three as one handler.</summary>
    public FusedStages<PriceStage, RoutingStage, DispatchStage> Fused => new(Price, Routing, Dispatch);
}
