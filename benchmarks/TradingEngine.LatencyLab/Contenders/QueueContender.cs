using TradingEngine.Internals;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>What queues have in common: they copy slots, and one thread takes them out and calls the stages.</summary>
/// <typeparam name="THandler">All stages as one handler.</typeparam>
internal abstract class QueueContender<THandler> : Contender
    where THandler : struct, IValueEventHandler<PipelineSlot>
{
    /// <summary>Events that are taken in one call, so that the loop is compiled anew while it warms up.</summary>
    protected const int DrainSizeMax = 1_024;

    private readonly TickFeed _feed = new();
    private readonly Progress _progress = new();
#pragma warning disable IDE0044 // A call on a readonly field of a type parameter copies the struct first.
    private THandler _handler;
#pragma warning restore IDE0044
    private long _published;
    private long _processed;

    protected QueueContender(THandler handler)
    {
        _handler = handler;
    }

    public override void Publish(int count)
    {
        var slot = default(PipelineSlot);
        for (var i = 0; i < count; i++)
        {
            _feed.Write(ref slot);
            Enqueue(slot);
        }

        _published += count;
    }

    public override void PublishOne(long intendedTimestamp)
    {
        var slot = default(PipelineSlot);
        _feed.Write(ref slot);
        slot.PublishedTimestamp = intendedTimestamp;
        Enqueue(slot);
        _published++;
    }

    public override void WaitUntilProcessed() => _progress.WaitFor(_published);

    /// <summary>Puts a slot into the queue; waits while it is full.</summary>
    protected abstract void Enqueue(in PipelineSlot slot);

    /// <summary>Runs the stages for a slot that was taken out.</summary>
    protected void Process(ref PipelineSlot slot)
    {
        _handler.OnEvent(ref slot, _processed++, true);
        _progress.Add(1);
    }
}
