using System.Runtime.CompilerServices;
using TradingEngine.Internals;

namespace TradingEngine.Prices;

/// <summary>Stage 1: writes ticks into the price cache and stamps the last price into signals.</summary>
internal readonly struct PriceStage : IValueEventHandler<PipelineSlot>
{
    private readonly PriceCache _prices;

    public PriceStage(PriceCache prices)
    {
        _prices = prices;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void OnEvent(ref PipelineSlot data, long sequence, bool endOfBatch)
    {
        if (data.Kind == SlotKind.Tick)
        {
            _prices.Update(ref data);
        }
        else if (data.Kind == SlotKind.Signal)
        {
            _prices.Stamp(ref data);
        }
    }

    public void OnBatchStart(long batchSize)
    {
    }
}
