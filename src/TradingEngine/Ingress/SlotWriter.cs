using System.Runtime.CompilerServices;
using TradingEngine.Internals;

namespace TradingEngine.Ingress;

/// <summary>
/// Fills claimed slots. A slot keeps what the last lap left in fields that its new kind does not use.
/// </summary>
internal static class SlotWriter
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void WriteTick(ref PipelineSlot slot, int instrument, long priceRaw, long quantity, long timeTicks)
    {
        slot.Kind = SlotKind.Tick;
        slot.Instrument = instrument;
        slot.PriceRaw = priceRaw;
        slot.Quantity = quantity;
        slot.TimeTicks = timeTicks;
    }

    public static void WriteSignal(
        ref PipelineSlot slot, int instrument, UInt128 signalKey, long nowTicks, long publishedTimestamp)
    {
        slot = new PipelineSlot
        {
            Kind = SlotKind.Signal,
            Instrument = instrument,
            TimeTicks = nowTicks,
            SignalKey = signalKey,
            PublishedTimestamp = publishedTimestamp,
        };
    }

    public static void WriteControl(ref PipelineSlot slot, long nowTicks)
    {
        slot = new PipelineSlot { Kind = SlotKind.Control, TimeTicks = nowTicks };
    }
}
