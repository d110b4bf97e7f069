using TradingEngine.Ring;

namespace TradingEngine.Tests.Ring.Doubles;

/// <summary>Records what it is given, then does what the test says.</summary>
internal sealed class DelegateHandler : IValueEventHandler<NumberSlot>
{
    private readonly Action<long, long, bool> _onEvent;

    public DelegateHandler(Action<long, long, bool>? onEvent = null)
    {
        _onEvent = onEvent ?? ((_, _, _) => { });
    }

    /// <summary>The values that were processed without an exception.</summary>
    public List<long> Values { get; } = [];

    /// <summary>Those sequences that came as the end of a batch.</summary>
    public List<long> BatchEnds { get; } = [];

    public List<long> BatchSizes { get; } = [];

    public void OnBatchStart(long batchSize) => BatchSizes.Add(batchSize);

    public void OnEvent(ref NumberSlot data, long sequence, bool endOfBatch)
    {
        if (endOfBatch)
        {
            BatchEnds.Add(sequence);
        }

        _onEvent(data.Value, sequence, endOfBatch);
        Values.Add(data.Value);
    }
}
