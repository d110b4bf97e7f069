using System.Runtime.CompilerServices;
using TradingEngine.Internals;

namespace TradingEngine.Dispatch;

/// <summary>
/// Three stages as one handler: an event passes all of them before the next one begins. Structs, so that they are
/// compiled into one loop.
/// </summary>
/// <typeparam name="TFirst">Stage 1.</typeparam>
/// <typeparam name="TSecond">Stage 2.</typeparam>
/// <typeparam name="TThird">Stage 3.</typeparam>
internal struct FusedStages<TFirst, TSecond, TThird> : IValueEventHandler<PipelineSlot>
    where TFirst : struct, IValueEventHandler<PipelineSlot>
    where TSecond : struct, IValueEventHandler<PipelineSlot>
    where TThird : struct, IValueEventHandler<PipelineSlot>
{
#pragma warning disable IDE0044 // A call on a readonly field of a type parameter copies the struct first.
    private TFirst _first;
    private TSecond _second;
    private TThird _third;
#pragma warning restore IDE0044

    public FusedStages(TFirst first, TSecond second, TThird third)
    {
        _first = first;
        _second = second;
        _third = third;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnEvent(ref PipelineSlot data, long sequence, bool endOfBatch)
    {
        _first.OnEvent(ref data, sequence, endOfBatch);
        _second.OnEvent(ref data, sequence, endOfBatch);
        _third.OnEvent(ref data, sequence, endOfBatch);
    }

    public void OnBatchStart(long batchSize)
    {
    }
}
