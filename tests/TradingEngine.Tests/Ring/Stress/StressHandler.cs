using TradingEngine.Ring;

namespace TradingEngine.Tests.Ring.Stress;

/// <summary>Checks each event and leaves the mark of its stage. A struct, as in the pipeline.</summary>
internal struct StressHandler : IValueEventHandler<StressSlot>
{
    private readonly StreamCheck _check;
    private readonly int _stage;
    private long _leftInBatch;

    public StressHandler(StreamCheck check, int stage)
    {
        _check = check;
        _stage = stage;
    }

    public void OnBatchStart(long batchSize) => _leftInBatch = batchSize;

    public void OnEvent(ref StressSlot data, long sequence, bool endOfBatch)
    {
        _check.Accept(ref data, sequence);
        data.Mark(_stage);
        _leftInBatch--;
        if (endOfBatch != (_leftInBatch == 0))
        {
            throw new InvalidOperationException($"Sequence {sequence}: {_leftInBatch} events are left in the batch.");
        }
    }
}
