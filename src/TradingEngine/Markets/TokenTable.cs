using System.Numerics;
using System.Runtime.CompilerServices;

namespace TradingEngine.Markets;

/// <summary>
/// Finds the index of a token. Linear probing, at most two thirds full, so that a look-up touches one cache line in most
/// cases. Filled once, then read by any thread.
/// </summary>
internal sealed class TokenTable
{
    private readonly Slot[] _slots;
    private readonly int _shift;

    public TokenTable(int count)
    {
        _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)(count + (count >> 1)) + 1)];
        _shift = 64 - BitOperations.Log2((uint)_slots.Length);
    }

    /// <summary>Adds a token, which is not zero. At most as many as the constructor was told.</summary>
    /// <returns>False where it is there already.</returns>
    public bool TryAdd(long token, int index)
    {
        ref var slot = ref _slots[PlaceOf(token)];
        if (slot.Token == token)
        {
            return false;
        }

        slot = new Slot(token, index);
        return true;
    }

    /// <summary>The index of a token, -1 where there is none.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Find(long token)
    {
        ref readonly var slot = ref _slots[PlaceOf(token)];
        return slot.Token == token && token != 0 ? slot.Index : -1;
    }

    /// <summary>Where a token stands, or the empty place where it belongs.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int PlaceOf(long token)
    {
        var slots = _slots;

        // Tokens differ in their middle bits (the segment is the lowest byte): the product spreads them over the highest.
        const ulong golden = 0x9E37_79B9_7F4A_7C15;
        var place = slots.Length == 1 ? 0 : (int)((ulong)token * golden >> _shift);
        while (slots[place].Token != token && slots[place].Token != 0)
        {
            place = (place + 1) & (slots.Length - 1);
        }

        return place;
    }

    private readonly record struct Slot(long Token, int Index);
}
