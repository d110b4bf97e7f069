using System.Diagnostics;
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
    /// <summary>Ticks a second.</summary>
    public const int TicksPerSecond = 100_000;

    /// <summary>Signals a second, each for every trader.</summary>
    public const int SignalsPerSecond = TicksPerSecond / TicksPerSignal;

    private const int TicksPerSignal = 100;
    private const int TicksKept = 1_024;
    private const int WarmUpSeconds = 1;
    private const string HangingName = "zerodha";
    private const int LaneCount = 4;
    private const int SpinCount = 1_000;

    /// <summary>Measures once.</summary>
    /// <returns>
    /// From the time at which a tick should have been sent until the price that the engine tells is the tick's. The
    /// publishing thread itself looks for it, before it sends the next one.
    /// </returns>
    public static LatencyRound Measure(bool hasHangingBroker, int seconds)
    {
        var tickCount = TicksPerSecond * (WarmUpSeconds + seconds);
        var ticks = SampleEvents.MakeTicks(TicksKept, TickFeed.InstrumentCount);
        var signals = SampleEvents.MakeSignals(tickCount / TicksPerSignal, TickFeed.InstrumentCount);
        var recorder = new LatencyRecorder();
        using var listener = new KiteListener(arrivals: null);
        using var trader = new ZerodhaTrader(KiteSetup.MakeOptions(listener));
        var engine = Start(hasHangingBroker ? trader : null);
        Garbage.Collect();
        var begin = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 1_000;
        recorder.FromTimestamp = begin + WarmUpSeconds * Stopwatch.Frequency;
        var before = GcCounts.Now;
        PacedLoad.Run(TicksPerSecond, begin, tickCount, Send);
        var collections = GcCounts.Now.Since(before);
        if (hasHangingBroker)
        {
            CheckHanging(engine, signals.Length);
        }

        SampleEngine.Stop(engine);
        return new LatencyRound(recorder.Histogram, collections);

        void Send(long number, long intended)
        {
            ref readonly var tick = ref ticks[number & (TicksKept - 1)];
            engine.Publish(tick);
            WaitForPrice(engine, tick);
            recorder.RecordSince(intended);
            if (number % TicksPerSignal == TicksPerSignal - 1)
            {
                engine.Publish(signals[number / TicksPerSignal]);
            }
        }
    }

    /// <summary>Spins, then yields: the pipeline may have lost its core, and gets it back sooner.</summary>
    private static void WaitForPrice(Engine engine, in MarketTick tick)
    {
        for (var spins = 0; engine.LastPrice(tick.InstrumentToken) != tick.LastPrice; spins++)
        {
            if (spins < SpinCount)
            {
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }
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
