using System.Threading.Tasks.Dataflow;
using TradingEngine.Internals;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>TPL Dataflow: a bounded buffer block linked to a bounded action block.</summary>
/// <typeparam name="THandler">All stages as one handler.</typeparam>
internal sealed class DataflowContender<THandler> : QueueContender<THandler>
    where THandler : struct, IValueEventHandler<PipelineSlot>
{
    private readonly BufferBlock<PipelineSlot> _buffer;
    private readonly ActionBlock<PipelineSlot> _action;

    public DataflowContender(int capacity, THandler handler)
        : base(handler)
    {
        _buffer = new BufferBlock<PipelineSlot>(new DataflowBlockOptions { BoundedCapacity = capacity });
        _action = new ActionBlock<PipelineSlot>(
            slot => Process(ref slot),
            new ExecutionDataflowBlockOptions { BoundedCapacity = capacity, SingleProducerConstrained = true });
        _buffer.LinkTo(_action, new DataflowLinkOptions { PropagateCompletion = true });
    }

    public override void Dispose()
    {
        _buffer.Complete();
        _action.Completion.Wait();
    }

    protected override void Enqueue(in PipelineSlot slot)
    {
        if (!_buffer.Post(slot))
        {
            _buffer.SendAsync(slot).Wait();
        }
    }
}
