using System.Collections.Concurrent;
using TradingEngine.Internals;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>A bounded <see cref="BlockingCollection{T}"/> over a concurrent queue.</summary>
/// <typeparam name="THandler">All stages as one handler.</typeparam>
internal sealed class BlockingCollectionContender<THandler> : QueueContender<THandler>
    where THandler : struct, IValueEventHandler<PipelineSlot>
{
    private readonly BlockingCollection<PipelineSlot> _queue;
    private readonly Task _reader;

    public BlockingCollectionContender(int capacity, THandler handler)
        : base(handler)
    {
        _queue = new BlockingCollection<PipelineSlot>(capacity);
        _reader = Task.Factory.StartNew(
            Read, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    public override void Dispose()
    {
        _queue.CompleteAdding();
        _reader.Wait();
        _queue.Dispose();
    }

    protected override void Enqueue(in PipelineSlot slot) => _queue.Add(slot);

    private void Read()
    {
        while (!_queue.IsCompleted)
        {
            Drain();
        }
    }

    private void Drain()
    {
        for (var i = 0; i < DrainSizeMax && _queue.TryTake(out var slot, Timeout.Infinite); i++)
        {
            Process(ref slot);
        }
    }
}
