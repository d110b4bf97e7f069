using System.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>What a journal costs paper trading.</summary>
internal static class WriteBehindRound
{
    private const int BurstCount = 200;
    private const int BurstSize = 1_000;
    private const int WarmUpBursts = 50;
    private const int TickCount = 5_000_000;
    private const int InstrumentCount = 64;
    private const double NanosPerSecond = 1e9;

    /// <summary>Nanoseconds of a signal until the last stage is done with it.</summary>
    public static double BurstNanos(LabFolder folder, bool isJournaled)
    {
        var signals = SampleEvents.MakeSignals((WarmUpBursts + BurstCount) * BurstSize, InstrumentCount);
        var engine = Start(folder, isJournaled);
        var elapsed = TimeSpan.Zero;
        for (var burst = 0; burst < WarmUpBursts + BurstCount; burst++)
        {
            var start = Stopwatch.GetTimestamp();
            foreach (var signal in signals.AsSpan(burst * BurstSize, BurstSize))
            {
                engine.Publish(signal);
            }

            while (engine.GetStatus().Ring.Used > 0)
            {
                Thread.SpinWait(1);
            }

            elapsed += burst < WarmUpBursts ? TimeSpan.Zero : Stopwatch.GetElapsedTime(start);
            Drain(engine);
        }

        SampleEngine.Stop(engine);
        return elapsed.TotalSeconds * NanosPerSecond / (BurstCount * BurstSize);
    }

    /// <summary>Nanoseconds of a signal where the sinks are waited for at the end of all.</summary>
    public static double SustainedNanos(LabFolder folder, bool isJournaled)
    {
        var signals = SampleEvents.MakeSignals((WarmUpBursts + BurstCount) * BurstSize, InstrumentCount);
        var engine = Start(folder, isJournaled);
        Publish(engine, signals.AsSpan(0, WarmUpBursts * BurstSize));
        var start = Stopwatch.GetTimestamp();
        Publish(engine, signals.AsSpan(WarmUpBursts * BurstSize));
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        SampleEngine.Stop(engine);
        return seconds * NanosPerSecond / (BurstCount * BurstSize);
    }

    /// <summary>Nanoseconds of a tick.</summary>
    public static double TickNanos(LabFolder folder, bool isJournaled)
    {
        var ticks = SampleEvents.MakeTicks(1_024, InstrumentCount);
        var engine = Start(folder, isJournaled);
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < TickCount; i += ticks.Length)
        {
            engine.Ingress.Publish(ticks);
        }

        Drain(engine);
        var seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        SampleEngine.Stop(engine);
        return seconds * NanosPerSecond / TickCount;
    }

    private static Engine Start(LabFolder folder, bool isJournaled)
    {
        var engine = SampleEngine.Start(
            Topology.Fused, new NullSink(), journalDirectory: isJournaled ? folder.Next() : null);
        foreach (var tick in SampleEvents.MakeTicks(InstrumentCount, InstrumentCount))
        {
            engine.Publish(tick);
        }

        Drain(engine);
        return engine;
    }

    private static void Publish(Engine engine, ReadOnlySpan<TradingSignal> signals)
    {
        foreach (var signal in signals)
        {
            engine.Publish(signal);
        }

        Drain(engine);
    }

    private static void Drain(Engine engine)
    {
        if (!engine.Drain(TimeSpan.FromMinutes(1)))
        {
            throw new InvalidOperationException("The engine was not drained.");
        }
    }
}
