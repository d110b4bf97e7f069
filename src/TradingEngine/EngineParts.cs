using Microsoft.Extensions.Logging;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Internals;
using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Markets;
using TradingEngine.Orders;
using TradingEngine.Risk;
using TradingEngine.Routing;
using TradingEngine.Traders;

namespace TradingEngine;

/// <summary>What a builder collected, checked and frozen.</summary>
internal sealed record class EngineParts(
    EngineOptions Options,
    TraderRegistry Traders,
    RoutingTable Table,
    MarketCalendar Calendar,
    TimeProvider TimeProvider,
    ILoggerFactory Loggers,
    IEventSource[] Sources,
    IOrderEventSink[] Sinks)
{
    /// <summary>What can be traded, at the start.</summary>
    public InstrumentRegistry Instruments { get; init; } = InstrumentRegistry.Empty;

    /// <summary>What orders may not exceed, over everything.</summary>
    public RiskLimits Limits { get; init; } = new();

    /// <summary>What the orders of strategies may not exceed.</summary>
    public IReadOnlyDictionary<string, RiskLimits> StrategyLimits { get; init; } = new Dictionary<string, RiskLimits>();

    /// <summary>Trading is halted while this file is there; null for none.</summary>
    public string? HaltFile { get; init; }

    /// <summary>How orders are recorded; null where they are not.</summary>
    public JournalOptions? Journal { get; init; }

    /// <summary>Opens the journal's directory; null for that of the options.</summary>
    public Func<IJournalFiles>? JournalFiles { get; init; }

    /// <summary>Who runs the lanes and what else works beside the pipeline.</summary>
    public IWorkerHost Workers { get; init; } = ThreadWorkerHost.Instance;

    /// <summary>Makes the way out in place of the topology's own; null for that. For the simulation only.</summary>
    public Func<EgressProcessor, IEventOutlet>? Outlet { get; init; }

    /// <summary>What the engine is to do wrong, so that the simulation can show that it finds that.</summary>
    public PlantedFaults Faults { get; init; }
}
