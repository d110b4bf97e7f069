using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;

namespace TradingEngine.Simulation.Model;

/// <summary>The distinct events that the sink has seen, by their ids, in the order in which they first came.</summary>
internal sealed class OrderHistory
{
    private readonly List<SeenEvent> _events = [];
    private readonly HashSet<OrderId> _toldOnly = [];

    /// <summary>Takes up an event.</summary>
    /// <param name="seen">The event.</param>
    /// <param name="mayDiffer">Whether an event with the same id may have another content, which counts then.</param>
    /// <returns>Why that must not be; null where it may.</returns>
    public string? Add(SeenEvent seen, bool mayDiffer)
    {
        var orderEvent = seen.Event;
        var place = _events.FindIndex(other => other.Event.EventId == orderEvent.EventId);
        if (place >= 0)
        {
            var before = _events[place].Event;
            _events[place] = seen;
            return mayDiffer || IsSame(before, orderEvent) ? null : $"{orderEvent.Type} came twice with another content";
        }

        var fault = FindFault(orderEvent);
        _events.Add(seen);
        return fault;
    }

    /// <summary>Forgets what a journal does not know, which may happen again, differently.</summary>
    /// <returns>What is forgotten.</returns>
    public List<SeenEvent> Forget(JournalContent known)
    {
        var lost = _events.FindAll(seen => !known.KnowsEvent(seen.Event));
        _events.RemoveAll(lost.Contains);
        foreach (var seen in lost)
        {
            if (seen.WasUnrecorded && IsTerminal(seen.Event.Type))
            {
                _toldOnly.Add(seen.Event.OrderId);
            }
        }

        return lost;
    }

    /// <summary>What is not on disk now need not be known by any journal.</summary>
    public void MarkUnrecorded(JournalContent durable)
    {
        for (var i = 0; i < _events.Count; i++)
        {
            _events[i] = durable.KnowsEvent(_events[i].Event) ? _events[i] : _events[i] with { WasUnrecorded = true };
        }
    }

    /// <summary>Whether an order is over, or was told to be while the disk could not be written.</summary>
    public bool HasOutcome(OrderId id) => _toldOnly.Contains(id)
        || _events.Exists(seen => seen.Event.OrderId == id && IsTerminal(seen.Event.Type));

    /// <summary>The positions of all that was seen.</summary>
    public PositionLedger Fold()
    {
        var ledger = new PositionLedger();
        foreach (var seen in _events)
        {
            ledger.Apply(seen.Event);
        }

        return ledger;
    }

    private static bool IsTerminal(OrderEventType type) =>
        type is OrderEventType.Filled or OrderEventType.Cancelled or OrderEventType.Failed;

    private static bool IsSame(in OrderEvent left, in OrderEvent right) =>
        left with { Delivery = null } == right with { Delivery = null };

    private string? FindFault(in OrderEvent orderEvent)
    {
        var filled = orderEvent.IsFill ? orderEvent.Quantity : 0;
        foreach (var seen in _events)
        {
            if (seen.Event.OrderId != orderEvent.OrderId)
            {
                continue;
            }

            if (IsTerminal(seen.Event.Type))
            {
                return $"{orderEvent.Type} comes after {seen.Event.Type}";
            }

            filled += seen.Event.IsFill ? seen.Event.Quantity : 0;
        }

        var quantity = orderEvent.Signal.Quantity;
        var isWrong = filled > quantity || (orderEvent.Type == OrderEventType.Filled && filled != quantity);
        return isWrong ? $"{filled} of {quantity} are traded after {orderEvent.Type}" : null;
    }
}
