using BenchmarkDotNet.Attributes;
using TradingEngine.Internals;
using TradingEngine.Workloads;

namespace TradingEngine.Benchmarks;

/// <summary>
/// The publishing of ticks into a bare ring with the fused stages behind it. Each call ends when the ring is empty.
/// </summary>
public class RingBenchmarks
{
    private const int EventCount = 1 << 18;
    private const int BatchSize = 256;
    private const int SlotCount = 8_192;

    private readonly TickFeed _feed = new();
    private ValueDisruptor<PipelineSlot> _disruptor = null!;

    [GlobalSetup(Targets = [nameof(OneByOne), nameof(Batches)])]
    public void StartForOne() => Start(ProducerType.Single);

    [GlobalSetup(Target = nameof(OneByOneForMany))]
    public void StartForMany() => Start(ProducerType.Multi);

    [GlobalCleanup]
    public void Stop() => _disruptor.Shutdown(TimeSpan.FromSeconds(30));

    [Benchmark(Baseline = true, OperationsPerInvoke = EventCount)]
    public void OneByOne() => PublishOneByOne();

    [Benchmark(OperationsPerInvoke = EventCount)]
    public void Batches()
    {
        var ring = _disruptor.RingBuffer;
        for (var i = 0; i < EventCount / BatchSize; i++)
        {
            var last = ring.Next(BatchSize);
            var first = last - BatchSize + 1;
            for (var sequence = first; sequence <= last; sequence++)
            {
                _feed.Write(ref ring[sequence]);
            }

            ring.Publish(first, last);
        }

        WaitUntilEmpty();
    }

    /// <summary>A ring for several producers, of which one publishes.</summary>
    [Benchmark(OperationsPerInvoke = EventCount)]
    public void OneByOneForMany() => PublishOneByOne();

    private void Start(ProducerType producerType)
    {
        var kit = new StageKit(SlotCount, TickFeed.InstrumentCount, new NullOutlet());
        _disruptor = new ValueDisruptor<PipelineSlot>(
            () => default, SlotCount, TaskScheduler.Default, producerType, new YieldingWaitStrategy());
        _disruptor.HandleEventsWith(kit.Fused);
        _disruptor.Start();
    }

    private void PublishOneByOne()
    {
        var ring = _disruptor.RingBuffer;
        for (var i = 0; i < EventCount; i++)
        {
            var sequence = ring.Next();
            _feed.Write(ref ring[sequence]);
            ring.Publish(sequence);
        }

        WaitUntilEmpty();
    }

    private void WaitUntilEmpty()
    {
        var backoff = new Backoff();
        while (_disruptor.RingBuffer.GetRemainingCapacity() != SlotCount)
        {
            backoff.Pause();
        }
    }
}
