using System.Runtime.CompilerServices;
using TradingEngine.Dispatch;
using TradingEngine.Internals;
using TradingEngine.LatencyLab.Measures;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>Stage 3, which then records how long ago the event should have been sent.</summary>
internal readonly struct TimedDispatch : IValueEventHandler<PipelineSlot>
{
    private readonly DispatchStage _inner;
    private readonly LatencyRecorder _recorder;

    public TimedDispatch(DispatchStage inner, LatencyRecorder recorder)
    {
        _inner = inner;
        _recorder = recorder;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnEvent(ref PipelineSlot data, long sequence, bool endOfBatch)
    {
        _inner.OnEvent(ref data, sequence, endOfBatch);
        _recorder.RecordSince(data.PublishedTimestamp);
    }

    public void OnBatchStart(long batchSize)
    {
    }
}
