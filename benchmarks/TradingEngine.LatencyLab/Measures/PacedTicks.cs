using System.Diagnostics;
using TradingEngine.LatencyLab.Kafka;
using TradingEngine.Model;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>
/// The latency of ticks in an engine with signals between them: from the time at which a tick should have been sent until
/// the price that the engine tells is the tick's. The publishing thread itself looks for it, before it sends the next one.
/// </summary>
internal static class PacedTicks
{
    /// <summary>Ticks a second.</summary>
    public const int TicksPerSecond = 100_000;

    /// <summary>Signals a second.</summary>
    public const int SignalsPerSecond = TicksPerSecond / TicksPerSignal;

    private const int TicksPerSignal = 100;
    private const int TicksKept = 1_024;
    private const int WarmUpSeconds = 1;
    private const int SpinCount = 1_000;

    /// <summary>Signals of a measurement of so many seconds, its warm-up included.</summary>
    public static int SignalCountOf(int seconds) => SignalsPerSecond * (WarmUpSeconds + seconds);

    /// <summary>Measures once, after a warm-up of a second.</summary>
    public static LatencyRound Measure(Engine engine, int seconds)
    {
        var tickCount = TicksPerSecond * (WarmUpSeconds + seconds);
        var ticks = SampleEvents.MakeTicks(TicksKept, TickFeed.InstrumentCount);
        var signals = SampleEvents.MakeSignals(SignalCountOf(seconds), TickFeed.InstrumentCount);
        var recorder = new LatencyRecorder();
        Garbage.Collect();
        var begin = Stopwatch.GetTimestamp() + Stopwatch.Frequency / 1_000;
        recorder.FromTimestamp = begin + WarmUpSeconds * Stopwatch.Frequency;
        var before = GcCounts.Now;
        PacedLoad.Run(TicksPerSecond, begin, tickCount, Send);
        return new LatencyRound(recorder.Histogram, GcCounts.Now.Since(before));

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
}
