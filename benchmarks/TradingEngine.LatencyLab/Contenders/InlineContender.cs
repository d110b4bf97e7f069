using TradingEngine.Internals;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>
/// No ring and no second thread: the limit. The producer fills a slot of an array and calls the stages.
/// </summary>
/// <typeparam name="THandler">All stages as one handler.</typeparam>
internal sealed class InlineContender<THandler> : Contender
    where THandler : struct, IValueEventHandler<PipelineSlot>
{
    private readonly TickFeed _feed = new();
    private readonly PipelineSlot[] _slots;
    private readonly bool _isFilledBefore;
#pragma warning disable IDE0044 // A call on a readonly field of a type parameter copies the struct first.
    private THandler _handler;
#pragma warning restore IDE0044
    private long _next;

    /// <param name="slotCount">Slots of the array, a power of two.</param>
    /// <param name="handler">The stages.</param>
    /// <param name="isFilledBefore">True where slots are filled once, so that only the stages are measured.</param>
    public InlineContender(int slotCount, THandler handler, bool isFilledBefore)
    {
        _slots = GC.AllocateArray<PipelineSlot>(slotCount, pinned: true);
        _handler = handler;
        _isFilledBefore = isFilledBefore;
        for (var i = 0; i < slotCount; i++)
        {
            _feed.Write(ref _slots[i]);
        }
    }

    public override void Publish(int count)
    {
        if (_isFilledBefore)
        {
            RunStages(count);
            return;
        }

        var slots = _slots;
        for (var i = 0; i < count; i++)
        {
            var sequence = _next++;
            ref var slot = ref slots[(int)sequence & (slots.Length - 1)];
            _feed.Write(ref slot);
            _handler.OnEvent(ref slot, sequence, true);
        }
    }

    public override void PublishOne(long intendedTimestamp)
    {
        var sequence = _next++;
        ref var slot = ref _slots[(int)sequence & (_slots.Length - 1)];
        _feed.Write(ref slot);
        slot.PublishedTimestamp = intendedTimestamp;
        _handler.OnEvent(ref slot, sequence, true);
    }

    public override void WaitUntilProcessed()
    {
    }

    public override void Dispose()
    {
    }

    private void RunStages(int count)
    {
        var slots = _slots;
        for (var i = 0; i < count; i++)
        {
            var sequence = _next++;
            _handler.OnEvent(ref slots[(int)sequence & (slots.Length - 1)], sequence, true);
        }
    }
}
