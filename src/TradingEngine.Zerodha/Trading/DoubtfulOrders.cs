using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Zerodha.Trading;

/// <summary>
/// Orders of which the broker has to be asked often, and those that count as refused because it did not know them. Any
/// thread may call.
/// </summary>
internal sealed class DoubtfulOrders
{
    private readonly Lock _gate = new();
    private readonly HashSet<OrderId> _doubtful = [];
    private readonly HashSet<OrderId> _missing = [];

    /// <summary>How many there are to ask about.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _doubtful.Count;
            }
        }
    }

    /// <summary>Whether the broker spoke of an order that counts as refused, so that it is worth a look.</summary>
    public bool HasAppeared { get; private set; }

    /// <summary>Remembers an order whose outcome was not told.</summary>
    public void Add(OrderId id)
    {
        lock (_gate)
        {
            _doubtful.Add(id);
        }
    }

    /// <summary>Takes note that an order is about to be sent: that the broker has it is no surprise then.</summary>
    public void Forget(OrderId id)
    {
        lock (_gate)
        {
            _missing.Remove(id);
        }
    }

    /// <summary>Takes note that the broker spoke of an order.</summary>
    public void Hear(OrderId id)
    {
        lock (_gate)
        {
            HasAppeared |= _missing.Contains(id);
        }
    }

    /// <summary>Remembers that the broker did not know an order for so long that it counts as refused.</summary>
    public void Miss(OrderId id)
    {
        lock (_gate)
        {
            _missing.Add(id);
        }
    }

    /// <summary>Takes note of what is asked about now: the others are decided.</summary>
    public void Keep(IReadOnlySet<OrderId> asked)
    {
        lock (_gate)
        {
            _doubtful.IntersectWith(asked);
        }
    }

    /// <summary>
    /// Whether the engine counts this order as refused although the broker has it. Says so once for each.
    /// </summary>
    /// <param name="id">An order that the broker has.</param>
    /// <param name="asked">The orders that the engine knows to be open.</param>
    public bool TakeAppeared(OrderId id, IReadOnlySet<OrderId> asked)
    {
        lock (_gate)
        {
            if (!_missing.Contains(id))
            {
                return false;
            }

            _missing.Remove(id);
            HasAppeared = false;
            return !asked.Contains(id);
        }
    }
}
