using TradingEngine.Internals;

namespace TradingEngine.Ingress;

/// <summary>Holds the newest tick of each instrument that found the ring full, in the order of first arrival.</summary>
/// <remarks>Bounded by the number of instruments and allocated once. Not thread-safe.</remarks>
internal sealed class Conflator
{
    private readonly Held[] _held;
    private readonly int[] _queue;
    private int _head;
    private int _count;

    public Conflator(int instrumentCapacity)
    {
        _held = new Held[instrumentCapacity];
        _queue = new int[instrumentCapacity];
    }

    public int Count => _count;

    /// <summary>Holds a tick.</summary>
    /// <returns>True where it replaced an older one, which is lost.</returns>
    public bool Put(int instrument, long priceRaw, long quantity, long timeTicks)
    {
        ref var held = ref _held[instrument];
        var replaces = held.IsHeld;
        held = new Held(true, priceRaw, quantity, timeTicks);
        if (!replaces)
        {
            _queue[(_head + _count) % _queue.Length] = instrument;
            _count++;
        }

        return replaces;
    }

    /// <summary>Moves the tick that was held first into a slot. There must be one.</summary>
    public void Take(ref PipelineSlot slot)
    {
        var instrument = _queue[_head];
        _head = (_head + 1) % _queue.Length;
        _count--;
        ref var held = ref _held[instrument];
        SlotWriter.WriteTick(ref slot, instrument, held.PriceRaw, held.Quantity, held.TimeTicks);
        held = default;
    }

    private readonly record struct Held(bool IsHeld, long PriceRaw, long Quantity, long TimeTicks);
}
