using System.IO.Hashing;
using System.Runtime.InteropServices;

namespace TradingEngine.Routing;

/// <summary>Remembers the newest signal ids. Bounded: when it is full, the oldest id is forgotten.</summary>
/// <remarks>
/// Ids are kept as 128-bit hashes (XXH128): a million ids collide by chance with a probability below 10^-26.
/// Used by one thread. Allocates only when it is made.
/// </remarks>
internal sealed class DuplicateFilter
{
    private readonly HashSet<UInt128> _known;
    private readonly UInt128[] _byAge;
    private long _count;

    public DuplicateFilter(int capacity)
    {
        _known = new HashSet<UInt128>(capacity);
        _byAge = new UInt128[capacity];
    }

    /// <summary>Remembers an id.</summary>
    /// <returns>False where it was known already.</returns>
    public bool TryAdd(string signalId)
    {
        var hash = XxHash128.HashToUInt128(MemoryMarshal.AsBytes(signalId.AsSpan()));
        if (_known.Contains(hash))
        {
            return false;
        }

        ref var place = ref _byAge[_count % _byAge.Length];
        if (_count >= _byAge.Length)
        {
            _known.Remove(place);
        }

        place = hash;
        _known.Add(hash);
        _count++;
        return true;
    }
}
