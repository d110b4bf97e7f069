using Microsoft.Extensions.Logging;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Internals;
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
    /// <summary>Who runs the lanes and what else works beside the pipeline.</summary>
    public IWorkerHost Workers { get; init; } = ThreadWorkerHost.Instance;
}
