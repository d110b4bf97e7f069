using System.Runtime.CompilerServices;
using TradingEngine.Internals;
using TradingEngine.Model;

namespace TradingEngine.Prices;

/// <summary>The last price of every instrument, by its dense index. One thread writes: stage 1.</summary>
/// <remarks>
/// Another thread may read a price for a view. That is a benign race: each price is one aligned 64-bit word, so it is
/// some price that really stood there. What an order uses was stamped by stage 1 itself.
/// </remarks>
internal sealed class PriceCache
{
    private readonly Entry[] _entries;
    private PaddedLong _tickCount;

    public PriceCache(int capacity)
    {
        _entries = new Entry[capacity];
    }

    /// <summary>Ticks applied so far.</summary>
    public long TickCount => Volatile.Read(ref _tickCount.Value);

    /// <summary>Takes over the price of a tick.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Update(ref PipelineSlot slot)
    {
        ref var entry = ref _entries[slot.Instrument];
        entry.PriceRaw = slot.PriceRaw;
        entry.TimeTicks = slot.TimeTicks;
        _tickCount.Value++;
    }

    /// <summary>
    /// Writes the price that stands now into the slot of a signal; nothing where the instrument never had a tick.
    /// </summary>
    public void Stamp(ref PipelineSlot slot)
    {
        if (slot.Instrument == InstrumentIndex.None)
        {
            return;
        }

        ref var entry = ref _entries[slot.Instrument];
        slot.LastPriceRaw = entry.PriceRaw;
        slot.LastPriceTicks = entry.TimeTicks;
    }

    /// <summary>The last price of an instrument, null where it never had one.</summary>
    public Price? LastPrice(int instrument)
    {
        var raw = Volatile.Read(ref _entries[instrument].PriceRaw);
        return raw > 0 ? Price.FromRaw(raw) : null;
    }

    private struct Entry
    {
        public long PriceRaw;
        public long TimeTicks;
    }
}
