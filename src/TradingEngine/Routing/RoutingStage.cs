using System.Runtime.CompilerServices;
using TradingEngine.Internals;

namespace TradingEngine.Routing;

/// <summary>Stage 2: routes signals, takes over control events, lets ticks pass.</summary>
internal readonly struct RoutingStage : IValueEventHandler<PipelineSlot>
{
    private readonly Router _router;

    public RoutingStage(Router router)
    {
        _router = router;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnEvent(ref PipelineSlot data, long sequence, bool endOfBatch)
    {
        if (data.Kind == SlotKind.Signal)
        {
            _router.Route(ref data, sequence);
        }
        else if (data.Kind == SlotKind.Control)
        {
            _router.Apply(sequence);
        }
    }

    public void OnBatchStart(long batchSize)
    {
    }
}
