namespace TradingEngine.Internals;

/// <summary>The objects that belong to slots of the ring: signals and control events. Ticks have none.</summary>
/// <remarks>
/// Written by the producer after it claimed the sequence and before it published it, read by the stages after the
/// barrier: the ring's release and acquire order these plain accesses too. A place is written again one lap later, so a
/// signal stays reachable for at most one lap of signals after its use.
/// </remarks>
internal sealed class SideTable
{
    private readonly object?[] _items;

    public SideTable(int capacity)
    {
        _items = new object?[capacity];
    }

    public object? this[long sequence]
    {
        get => _items[(int)sequence & (_items.Length - 1)];
        set => _items[(int)sequence & (_items.Length - 1)] = value;
    }
}
