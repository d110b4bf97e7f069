using System.Numerics;

namespace TradingEngine.Routing;

/// <summary>
/// Remembers for which traders the newest signals are decided. Bounded: when it is full, the oldest is forgotten. About 64
/// bytes a signal.
/// </summary>
/// <remarks>
/// Ids are kept as 128-bit hashes (XXH128): a million ids collide by chance with a probability below 10^-26. They stand
/// in a table with linear probing, at most half full, so that a look-up touches one cache line in most cases. Used by
/// one thread. Allocates only when it is made.
/// </remarks>
internal sealed class DuplicateFilter
{
    private readonly UInt128[] _table;
    private readonly ulong[] _targets;
    private readonly UInt128[] _byAge;
    private readonly int _mask;
    private int _next;

    public DuplicateFilter(int capacity)
    {
        _table = new UInt128[BitOperations.RoundUpToPowerOf2((uint)capacity * 2)];
        _targets = new ulong[_table.Length];
        _mask = _table.Length - 1;
        _byAge = new UInt128[capacity];
    }

    /// <summary>
    /// Remembers that a signal is decided for some traders; see <see cref="Orders.OrderIdentity.SignalKeyOf(string)"/>.
    /// </summary>
    /// <param name="signalKey">The signal.</param>
    /// <param name="targets">A bit for each trader; all bits where it is decided as a whole.</param>
    /// <returns>For which traders it was decided before: none where the signal is new.</returns>
    public ulong Add(UInt128 signalKey, ulong targets)
    {
        // Zero marks an empty place, so the one key that is zero stands as one.
        var hash = signalKey == UInt128.Zero ? UInt128.One : signalKey;
        var place = Find(hash);
        if (_table[place] == hash)
        {
            var before = _targets[place];
            _targets[place] |= targets;
            return before;
        }

        ref var oldest = ref _byAge[_next];
        if (oldest != UInt128.Zero)
        {
            Remove(Find(oldest));
            place = Find(hash);
        }

        oldest = hash;
        _next = _next + 1 == _byAge.Length ? 0 : _next + 1;
        _table[place] = hash;
        _targets[place] = targets;
        return 0;
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
                _targets[hole] = _targets[place];
                hole = place;
            }
        }

        _table[hole] = UInt128.Zero;
    }

    private int Home(UInt128 hash) => (int)(ulong)hash & _mask;
}
