using System.Diagnostics;
using TradingEngine.LatencyLab.Measures;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>From a signal to the first byte of its order, where signals come a few hundred times a second.</summary>
internal static class FirstByteRound
{
    /// <summary>Signals a second.</summary>
    public const int PerSecond = 200;

    private const int WarmUpSeconds = 2;

    private static readonly long NanosPerTick = Math.Max(1, 1_000_000_000 / Stopwatch.Frequency);

    /// <summary>Measures a path once.</summary>
    /// <remarks>
    /// The time counts from just before the sending: its thread sleeps between signals, as one that waits for a broker
    /// or a strategy does, and the time that the timer takes to wake it is not the engine's.
    /// </remarks>
    public static LatencyRound Measure(OrderPathSpec spec, LabFolder folder, int seconds)
    {
        var arrivals = new Arrivals(PerSecond * (WarmUpSeconds + seconds));
        var recorder = new LatencyRecorder();
        var sent = new long[arrivals.OrderCount + 1];
        using var path = spec.Make(arrivals, folder);
        Garbage.Collect();
        var before = GcCounts.Now;
        var start = Stopwatch.GetTimestamp();
        for (var number = 1; number <= arrivals.OrderCount; number++)
        {
            SleepUntil(start + number * Stopwatch.Frequency / PerSecond);
            sent[number] = Stopwatch.GetTimestamp();
            path.Send(number);
        }

        arrivals.WaitForAll();
        for (var number = 1 + PerSecond * WarmUpSeconds; number <= arrivals.OrderCount; number++)
        {
            recorder.Record((arrivals[number] - sent[number]) * NanosPerTick);
        }

        return new LatencyRound(recorder.Histogram, GcCounts.Now.Since(before));
    }

    private static void SleepUntil(long timestamp)
    {
        while (Stopwatch.GetTimestamp() < timestamp)
        {
            Thread.Sleep(1);
        }
    }
}
