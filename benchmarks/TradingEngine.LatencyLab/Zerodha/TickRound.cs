using TradingEngine.LatencyLab.Kafka;
using TradingEngine.LatencyLab.Measures;
using TradingEngine.Model;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;
using TradingEngine.Workloads;
using TradingEngine.Zerodha;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>The latency of ticks in an engine that trades on paper, and beside it at a broker that never answers.</summary>
internal static class TickRound
{
    private const string HangingName = "zerodha";
    private const int LaneCount = 4;

    /// <summary>Measures once.</summary>
    public static LatencyRound Measure(bool hasHangingBroker, int seconds)
    {
        using var listener = new KiteListener(arrivals: null);
        using var trader = new ZerodhaTrader(KiteSetup.MakeOptions(listener));
        var engine = Start(hasHangingBroker ? trader : null);
        var round = PacedTicks.Measure(engine, seconds);
        if (hasHangingBroker)
        {
            CheckHanging(engine, PacedTicks.SignalCountOf(seconds));
        }

        SampleEngine.Stop(engine);
        return round;
    }

    private static Engine Start(ITrader? hanging)
    {
        var builder = KiteSetup.MakeBuilder(TickFeed.InstrumentCount).AddTrader(StageKit.TraderName, new PaperTrader());
        if (hanging is null)
        {
            builder.RouteOthers(StageKit.TraderName);
        }
        else
        {
            builder.AddTrader(HangingName, hanging).RouteOthers(StageKit.TraderName, HangingName);
        }

        builder.Options.LaneCount = LaneCount;
        var engine = builder.Build();
        engine.StartAsync().GetAwaiter().GetResult();
        return engine;
    }

    /// <summary>
    /// Throws where the broker did not hang with all orders in its lanes, or behind full ones: nothing would have been
    /// measured then.
    /// </summary>
    private static void CheckHanging(Engine engine, int signalCount)
    {
        KafkaEngine.WaitUntil(() => engine.GetStatus().SignalCount == signalCount, "The last signal");
        var status = engine.GetStatus().Traders.First(trader => trader.Name == HangingName);
        var failedCount = status.EventCounts.GetValueOrDefault(OrderEventType.Failed);
        if (status.PendingCount < LaneCount || status.PendingCount + failedCount != signalCount)
        {
            throw new InvalidOperationException(
                $"{status.PendingCount} orders hang and {failedCount} failed of {signalCount}.");
        }
    }
}
