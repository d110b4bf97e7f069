using Microsoft.Extensions.Logging;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Internals;
using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Markets;
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
    /// <summary>How orders are recorded; null where they are not.</summary>
    public JournalOptions? Journal { get; init; }

    /// <summary>Opens the journal's directory; null for that of the options.</summary>
    public Func<IJournalFiles>? JournalFiles { get; init; }

    /// <summary>Who runs the lanes and what else works beside the pipeline.</summary>
    public IWorkerHost Workers { get; init; } = ThreadWorkerHost.Instance;
}
