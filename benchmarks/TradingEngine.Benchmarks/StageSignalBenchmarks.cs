using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using TradingEngine.Ingress;
using TradingEngine.Internals;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Workloads;

namespace TradingEngine.Benchmarks;

/// <summary>
/// The stages over signals with ids of their own, which the paper trader fills into an outlet in memory.
/// </summary>
/// <remarks>The signals are more than the duplicate filter remembers: a second lap is not one of duplicates.</remarks>
public class StageSignalBenchmarks
{
    private const int SlotCount = 1 << 18;

    private readonly PipelineSlot[] _slots = new PipelineSlot[SlotCount];
    private readonly StageKit _kit = new(SlotCount, TickFeed.InstrumentCount, new NullOutlet());
    private readonly TickFeed _feed = new();

    [GlobalSetup]
    public void Fill()
    {
        for (var i = 0; i < TickFeed.InstrumentCount; i++)
        {
            _feed.Write(ref _slots[i]);
            _kit.Price.OnEvent(ref _slots[i], i, false);
        }

        var signals = SampleEvents.MakeSignals(SlotCount, TickFeed.InstrumentCount);
        for (var i = 0; i < SlotCount; i++)
        {
            _kit.Side.Set(i, signals[i]);
            SlotWriter.WriteSignal(
                ref _slots[i],
                i % TickFeed.InstrumentCount,
                OrderIdentity.SignalKeyOf(signals[i].SignalId),
                signals[i].Timestamp.UtcTicks,
                Stopwatch.GetTimestamp());
            _slots[i].Targets = 1;
        }

        Run(_kit.Price);
    }

    [Benchmark(OperationsPerInvoke = SlotCount)]
    public void Price() => Run(_kit.Price);

    [Benchmark(OperationsPerInvoke = SlotCount)]
    public void Routing() => Run(_kit.Routing);

    [Benchmark(OperationsPerInvoke = SlotCount)]
    public void DispatchWithPaperFill() => Run(_kit.Dispatch);

    [Benchmark(Baseline = true, OperationsPerInvoke = SlotCount)]
    public void Fused() => Run(_kit.Fused);

    private void Run<THandler>(THandler handler)
        where THandler : struct, IValueEventHandler<PipelineSlot>
    {
        for (var i = 0; i < _slots.Length; i++)
        {
            handler.OnEvent(ref _slots[i], i, false);
        }
    }
}
