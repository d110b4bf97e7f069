using System.Numerics;

namespace TradingEngine.Routing;

/// <summary>Remembers the newest signal ids. Bounded: when it is full, the oldest id is forgotten.</summary>
/// <remarks>
/// Ids are kept as 128-bit hashes (XXH128): a million ids collide by chance with a probability below 10^-26. They stand
/// in a table with linear probing, at most half full, so that a look-up touches one cache line in most cases. Used by
/// one thread. Allocates only when it is made.
/// </remarks>
internal sealed class DuplicateFilter
{
    private readonly UInt128[] _table;
    private readonly UInt128[] _byAge;
    private readonly int _mask;
    private int _next;

    public DuplicateFilter(int capacity)
    {
        _table = new UInt128[BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
        _mask = _table.Length - 1;
        _byAge = new UInt128[capacity];
    }

    /// <summary>Remembers a signal by its key; see <see cref="Orders.OrderIdentity.SignalKeyOf"/>.</summary>
    /// <returns>False where it was known already.</returns>
    public bool TryAdd(UInt128 signalKey)
    {
        // Zero marks an empty place, so the one key that is zero stands as one.
        var hash = signalKey == UInt128.Zero ? UInt128.One : signalKey;
        if (_table[Find(hash)] == hash)
        {
            return false;
        }

        ref var oldest = ref _byAge[_next];
        if (oldest != UInt128.Zero)
        {
            Remove(Find(oldest));
        }

        oldest = hash;
        _next = _next + 1 == _byAge.Length ? 0 : _next + 1;
        _table[Find(hash)] = hash;
        return true;
    }

    /// <summary>The place of a hash, or the empty place where it belongs.</summary>
    private int Find(UInt128 hash)
    {
        var place = Home(hash);
        while (_table[place] != UInt128.Zero && _table[place] != hash)
        {
            place = (place + 1) & _mask;
        }

        return place;
    }

    /// <summary>Empties a place and moves up those behind it that would no longer be found.</summary>
    private void Remove(int hole)
    {
        for (var place = (hole + 1) & _mask; _table[place] != UInt128.Zero; place = (place + 1) & _mask)
        {
            // The hash may move only where the hole lies on its way from home.
            var distanceFromHome = (place - Home(_table[place])) & _mask;
            if (distanceFromHome >= ((place - hole) & _mask))
            {
                _table[hole] = _table[place];
                hole = place;
            }
        }

        _table[hole] = UInt128.Zero;
    }

    private int Home(UInt128 hash) => (int)(ulong)hash & _mask;
}
