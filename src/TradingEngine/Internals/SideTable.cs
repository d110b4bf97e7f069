using TradingEngine.Model;

namespace TradingEngine.Internals;

/// <summary>The objects that belong to slots of the ring: signals and control events. Ticks have none.</summary>
/// <remarks>
/// Written by the producer after it claimed the sequence and before it published it, read by the stages after the
/// barrier: the ring's release and acquire order these plain accesses too. A place is written again one lap later, so a
/// signal stays reachable for at most one lap of signals after its use.
/// </remarks>
internal sealed class SideTable
{
    private readonly Entry[] _entries;

    public SideTable(int capacity)
    {
        _entries = new Entry[capacity];
    }

    /// <summary>The signal or the control event of a sequence.</summary>
    public object? this[long sequence] => _entries[(int)sequence & (_entries.Length - 1)].Item;

    /// <summary>Who wants to know when the signal is done; null for nobody.</summary>
    public SignalDelivery? DeliveryOf(long sequence) => _entries[(int)sequence & (_entries.Length - 1)].Delivery;

    /// <summary>Puts an object beside a claimed slot.</summary>
    public void Set(long sequence, object item, SignalDelivery? delivery = null) =>
        _entries[(int)sequence & (_entries.Length - 1)] = new Entry(item, delivery);

    private readonly record struct Entry(object? Item, SignalDelivery? Delivery);
}
