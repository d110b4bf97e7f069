using System.Runtime.CompilerServices;
using TradingEngine.Internals;

namespace TradingEngine.Dispatch;

/// <summary>Stage 3: hands orders to traders, takes over control events, lets ticks pass.</summary>
internal readonly struct DispatchStage : IValueEventHandler<PipelineSlot>
{
    private readonly Dispatcher _dispatcher;

    public DispatchStage(Dispatcher dispatcher)
    {
        _dispatcher = dispatcher;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnEvent(ref PipelineSlot data, long sequence, bool endOfBatch)
    {
        if (data.Kind == SlotKind.Signal)
        {
            _dispatcher.Dispatch(ref data, sequence);
        }
        else if (data.Kind == SlotKind.Control)
        {
            _dispatcher.Apply(sequence);
        }
    }

    public void OnBatchStart(long batchSize)
    {
    }
}
