using BenchmarkDotNet.Attributes;
using TradingEngine.Internals;
using TradingEngine.Workloads;

namespace TradingEngine.Benchmarks;

/// <summary>The stages over ticks that stand in an array of slots, on one thread.</summary>
public class StageTickBenchmarks
{
    private const int SlotCount = 8_192;

    private readonly PipelineSlot[] _slots = new PipelineSlot[SlotCount];
    private readonly StageKit _kit = new(SlotCount, TickFeed.InstrumentCount, new NullOutlet());
    private readonly TickFeed _feed = new();

    [GlobalSetup]
    public void Fill()
    {
        for (var i = 0; i < SlotCount; i++)
        {
            _feed.Write(ref _slots[i]);
        }
    }

    [Benchmark(OperationsPerInvoke = SlotCount)]
    public void Price() => Run(_kit.Price);

    [Benchmark(OperationsPerInvoke = SlotCount)]
    public void Routing() => Run(_kit.Routing);

    [Benchmark(OperationsPerInvoke = SlotCount)]
    public void Dispatch() => Run(_kit.Dispatch);

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
