using TradingEngine.Internals;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>The ring with a single producer; who consumes is decided by <paramref name="addHandlers"/>.</summary>
/// <param name="size">Slots.</param>
/// <param name="waitStrategy">How consumers wait.</param>
/// <param name="addHandlers">Adds the consumers before the start.</param>
internal sealed class RingContender(
    int size, IWaitStrategy waitStrategy, Action<ValueDisruptor<PipelineSlot>> addHandlers) : Contender
{
    private readonly TickFeed _feed = new();
    private readonly ValueDisruptor<PipelineSlot> _disruptor = Start(size, waitStrategy, addHandlers);

    public override void Publish(int count)
    {
        var ring = _disruptor.RingBuffer;
        for (var i = 0; i < count; i++)
        {
            var sequence = ring.Next();
            _feed.Write(ref ring[sequence]);
            ring.Publish(sequence);
        }
    }

    public override void PublishOne(long intendedTimestamp)
    {
        var ring = _disruptor.RingBuffer;
        var sequence = ring.Next();
        ref var slot = ref ring[sequence];
        _feed.Write(ref slot);
        slot.PublishedTimestamp = intendedTimestamp;
        ring.Publish(sequence);
    }

    public override void WaitUntilProcessed()
    {
        var backoff = new Backoff();
        while (_disruptor.RingBuffer.GetRemainingCapacity() != _disruptor.RingBuffer.BufferSize)
        {
            backoff.Pause();
        }
    }

    public override void Dispose()
    {
        // Whether this returns a task depends on the ring, so the end of the consumers is waited for by time.
        _disruptor.Shutdown(TimeSpan.FromSeconds(30));
        Thread.Sleep(20);
    }

    private static ValueDisruptor<PipelineSlot> Start(
        int size, IWaitStrategy waitStrategy, Action<ValueDisruptor<PipelineSlot>> addHandlers)
    {
        var disruptor = new ValueDisruptor<PipelineSlot>(
            () => default, size, TaskScheduler.Default, ProducerType.Single, waitStrategy);
        addHandlers(disruptor);
        disruptor.Start();
        return disruptor;
    }
}
