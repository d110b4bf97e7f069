namespace TradingEngine.Egress;

/// <summary>The consumer of the egress ring.</summary>
internal readonly struct EgressHandler : IValueEventHandler<EgressSlot>
{
    private readonly EgressProcessor _processor;

    public EgressHandler(EgressProcessor processor)
    {
        _processor = processor;
    }

    public void OnEvent(ref EgressSlot data, long sequence, bool endOfBatch) =>
        _processor.Process(ref data, endOfBatch);

    public void OnBatchStart(long batchSize)
    {
    }
}
