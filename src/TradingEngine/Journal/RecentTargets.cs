namespace TradingEngine.Journal;

/// <summary>
/// Which signals were decided, for which trader each, the newest last: what the duplicate filter is filled with after a
/// start. Bounded: when it is full, the oldest goes.
/// </summary>
internal sealed class RecentTargets
{
    /// <summary>Stands for every trader.</summary>
    public const byte AllTraders = byte.MaxValue;

    private const int InitialCapacity = 1_024;

    private readonly int _capacity;
    private UInt128[] _keys = new UInt128[InitialCapacity];
    private byte[] _traders = new byte[InitialCapacity];
    private int _start;

    public RecentTargets(int capacity)
    {
        _capacity = capacity;
    }

    public int Count { get; private set; }

    /// <summary>One by its age, the oldest is 0.</summary>
    public (UInt128 SignalKey, byte Trader) this[int index]
    {
        get
        {
            var place = Place(index);
            return (_keys[place], _traders[place]);
        }
    }

    public void Add(UInt128 signalKey, byte trader)
    {
        if (Count == _keys.Length && Count < _capacity)
        {
            Grow();
        }

        if (Count == _keys.Length || Count == _capacity)
        {
            _start = _start + 1 == _keys.Length ? 0 : _start + 1;
            Count--;
        }

        var place = Place(Count);
        _keys[place] = signalKey;
        _traders[place] = trader;
        Count++;
    }

    private int Place(int index)
    {
        var place = _start + index;
        return place >= _keys.Length ? place - _keys.Length : place;
    }

    /// <remarks>Only ever full and not yet at its capacity, so it has never wrapped.</remarks>
    private void Grow()
    {
        var length = (int)Math.Min((long)_keys.Length * 2, Math.Max(_capacity, InitialCapacity));
        Array.Resize(ref _keys, length);
        Array.Resize(ref _traders, length);
    }
}
