using TradingEngine.Model;

namespace TradingEngine.Zerodha.Trading;

/// <summary>
/// Orders of which the broker has to be asked often, and those that count as refused because it did not know them. Any
/// thread may call.
/// </summary>
internal sealed class DoubtfulOrders
{
    private readonly Lock _gate = new();
    private readonly Dictionary<OrderId, DateTimeOffset> _doubtful = [];
    private readonly HashSet<OrderId> _missing = [];
    private readonly TimeSpan _span;
    private readonly TimeProvider _timeProvider;

    /// <param name="span">How long an order is asked for often; after that the engine's own interval is enough.</param>
    /// <param name="timeProvider">The clock.</param>
    public DoubtfulOrders(TimeSpan span, TimeProvider timeProvider)
    {
        _span = span;
        _timeProvider = timeProvider;
    }

    /// <summary>How many there are to ask about.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                DropOld();
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
            _doubtful[id] = _timeProvider.GetUtcNow();
        }
    }

    /// <summary>Takes note that the broker told of an order.</summary>
    public void Settle(OrderId id)
    {
        lock (_gate)
        {
            _doubtful.Remove(id);
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
            _doubtful.Remove(id);
            _missing.Add(id);
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

    private void DropOld()
    {
        var now = _timeProvider.GetUtcNow();
        foreach (var (id, since) in _doubtful)
        {
            if (now - since > _span)
            {
                // Removing the current entry does not end the enumeration of a dictionary.
                _doubtful.Remove(id);
            }
        }
    }
}
