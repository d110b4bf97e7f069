using System.Numerics;
using System.Runtime.CompilerServices;

namespace TradingEngine.Prices;

/// <summary>Gives each instrument token a small number, in the order of first sight. Bounded; never forgets.</summary>
/// <remarks>
/// Open addressing with linear probing over arrays that are allocated once. Reading takes no lock. A new token is added
/// under a lock: its index is written first, the token with release after it, so a reader that sees the token sees
/// the index. A reader that just misses it comes to the lock and looks again.
/// </remarks>
internal sealed class InstrumentIndex
{
    /// <summary>Returned where the token is new and the index is full, or where it is not known.</summary>
    public const int None = -1;

    private readonly object _gate = new();
    private readonly Entry[] _entries;
    private readonly int _shift;
    private int _count;

    /// <param name="capacity">Instruments at most, at least 1.</param>
    public InstrumentIndex(int capacity)
    {
        Capacity = capacity;
        var size = (int)BitOperations.RoundUpToPowerOf2((uint)capacity * 2);
        _entries = new Entry[size];
        _shift = 64 - BitOperations.Log2((uint)size);
    }

    public int Capacity { get; }

    /// <summary>Instruments seen so far.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>
    /// The index of a token above zero, a new one where it was never seen; <see cref="None"/> where it is full.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int GetOrAdd(long token)
    {
        ref var entry = ref _entries[Home(token)];
        return Volatile.Read(ref entry.Token) == token ? entry.Index : Probe(token);
    }

    /// <summary>The index of a token, <see cref="None"/> where it was never seen.</summary>
    public int Find(long token)
    {
        for (var place = Home(token); ; place = (place + 1) & (_entries.Length - 1))
        {
            ref var entry = ref _entries[place];
            var found = Volatile.Read(ref entry.Token);
            if (found == token)
            {
                return entry.Index;
            }

            if (found == 0)
            {
                return None;
            }
        }
    }

    /// <remarks>
    /// Fibonacci hashing: the multiplication spreads tokens that lie close together over the high bits.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Home(long token) => (int)((ulong)token * 0x9E3779B97F4A7C15UL >> _shift);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int Probe(long token)
    {
        var index = Find(token);
        return index != None ? index : Add(token);
    }

    private int Add(long token)
    {
        lock (_gate)
        {
            var index = Find(token);
            if (index != None || _count == Capacity)
            {
                return index;
            }

            var place = Home(token);
            while (_entries[place].Token != 0)
            {
                place = (place + 1) & (_entries.Length - 1);
            }

            index = _count;
            _entries[place].Index = index;
            Volatile.Write(ref _entries[place].Token, token);
            Volatile.Write(ref _count, index + 1);
            return index;
        }
    }

    private struct Entry
    {
        public long Token;
        public int Index;
    }
}
