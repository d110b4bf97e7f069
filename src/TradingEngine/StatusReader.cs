using TradingEngine.Model;
using TradingEngine.Traders;

namespace TradingEngine;

/// <summary>
/// Reads the counters of a pipeline. Pulled by who wants to know; nothing is recorded for it on the path of a tick.
/// </summary>
internal static class StatusReader
{
    public static EngineStatus Read(EngineState state, Pipeline pipeline) => new()
    {
        State = state,
        Mode = pipeline.Switch.Mode,
        JournalFailure = pipeline.Journal?.Failure?.Message,
        TickCount = pipeline.Prices.TickCount,
        ConflatedTickCount = pipeline.Port.ConflatedTickCount,
        RefusedTickCount = pipeline.Port.RefusedTickCount,
        SignalCount = pipeline.Dispatcher.SignalCount,
        SignalsByReason = CountReasons(pipeline),
        OrderEventCount = pipeline.Egress.EventCount,
        SinkFailureCount = pipeline.Egress.FailureCount,
        Ring = pipeline.RingFill,
        EgressRing = pipeline.EgressFill,
        Latency = pipeline.Latencies.GetPercentiles(),
        Traders = ReadTraders(pipeline),
    };

    public static Dictionary<RejectReason, long> CountReasons(Pipeline pipeline)
    {
        var counts = new Dictionary<RejectReason, long>();
        for (var reason = RejectReason.None; reason < RejectReason.Invalid; reason++)
        {
            counts.Add(reason, pipeline.Router.Count(reason));
        }

        counts.Add(RejectReason.Invalid, pipeline.Port.RefusedSignalCount);
        return counts;
    }

    public static List<TraderStatus> ReadTraders(Pipeline pipeline)
    {
        var traders = new List<TraderStatus>();
        foreach (var desk in pipeline.Desks)
        {
            var trader = desk.Trader;
            var counts = new Dictionary<OrderEventType, long>();
            for (var type = OrderEventType.Placed; type <= OrderEventType.Unknown; type++)
            {
                counts.Add(type, trader.EventCount(type));
            }

            traders.Add(new TraderStatus(
                trader.Name,
                trader.ExecutionMode,
                trader.State,
                desk.PendingCount,
                desk.Orders.Count,
                desk.Orders.UnknownCount,
                trader.RepeatedCount,
                trader.LateCount,
                trader.Impediment,
                counts));
        }

        return traders;
    }
}
