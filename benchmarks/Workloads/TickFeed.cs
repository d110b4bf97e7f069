using System.Runtime.CompilerServices;
using TradingEngine.Ingress;
using TradingEngine.Internals;
using TradingEngine.Model;

namespace TradingEngine.Workloads;

/// <summary>Fills slots with ticks, round and round, from an array that stays in the first-level cache.</summary>
internal sealed class TickFeed
{
    /// <summary>Instruments of the feed.</summary>
    public const int InstrumentCount = 256;

    private readonly Entry[] _entries = new Entry[InstrumentCount];
    private PaddedLong _next;

    public TickFeed()
    {
        var ticks = SampleEvents.MakeTicks(InstrumentCount, InstrumentCount);
        for (var i = 0; i < ticks.Length; i++)
        {
            ref var tick = ref ticks[i];
            _entries[i] = new Entry(i, tick.LastPrice.Raw, tick.LastTradedQuantity, tick.Timestamp.UtcTicks);
        }
    }

    /// <summary>Writes the next tick into a slot.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Write(ref PipelineSlot slot)
    {
        ref var entry = ref _entries[_next.Value++ & (InstrumentCount - 1)];
        SlotWriter.WriteTick(ref slot, entry.Instrument, entry.PriceRaw, entry.Quantity, entry.TimeTicks);
    }

    private readonly record struct Entry(int Instrument, long PriceRaw, long Quantity, long TimeTicks);
}
