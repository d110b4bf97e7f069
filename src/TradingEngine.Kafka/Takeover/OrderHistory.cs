using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Kafka.Takeover;

/// <summary>
/// What the order topics tell of orders: their events by order, each event once, in the order in which they happened.
/// Used by one thread.
/// </summary>
internal sealed class OrderHistory
{
    /// <summary>Events that are given to the engine at once: ticks go on between two such batches.</summary>
    private const int BatchSize = 256;

    private readonly Dictionary<OrderId, List<OrderEvent>> _orders = [];
    private readonly HashSet<Guid> _eventIds = [];

    /// <summary>Messages that are no order event of this trader.</summary>
    public int RefusedCount { get; private set; }

    /// <summary>Why the first of them is none; null where there is none.</summary>
    public string? FirstRefusal { get; private set; }

    /// <summary>Orders of which something is open, or not known.</summary>
    public int OpenCount { get; private set; }

    /// <summary>Takes a message of a topic of this trader.</summary>
    public void Add(string trader, ReadOnlySpan<byte> value)
    {
        if (!OrderEventJsonReader.TryRead(value, out var orderEvent, out var error))
        {
            Refuse(error);
        }
        else if (orderEvent.Trader != trader)
        {
            Refuse($"it is of the broker '{orderEvent.Trader}'");
        }
        else if (orderEvent.OrderId != OrderIdentity.OrderIdOf(orderEvent.Signal.SignalId, trader))
        {
            Refuse($"the order_id {orderEvent.OrderId} is not that of its signal");
        }
        else if (_eventIds.Add(orderEvent.EventId))
        {
            Insert(orderEvent);
        }
    }

    /// <summary>
    /// The orders that have ended, oldest first, in lists that each have all events of their orders. An order that is
    /// open is left out: its end is not known here. Where its signal comes again, its broker is asked for it.
    /// </summary>
    public List<(int OrderCount, List<OrderEvent> Events)> TakeEnded()
    {
        var ended = new List<List<OrderEvent>>();
        foreach (var events in _orders.Values)
        {
            if (events.Exists(static each => IsEnd(each.Type)))
            {
                ended.Add(events);
            }
        }

        OpenCount = _orders.Count - ended.Count;
        ended.Sort(static (left, right) => left[0].Timestamp.CompareTo(right[0].Timestamp));
        return MakeBatches(ended);
    }

    private static List<(int OrderCount, List<OrderEvent> Events)> MakeBatches(List<List<OrderEvent>> orders)
    {
        var batches = new List<(int OrderCount, List<OrderEvent> Events)>();
        var (count, batch) = (0, new List<OrderEvent>());
        foreach (var events in orders)
        {
            AddWithSignal(batch, events);
            count++;
            if (batch.Count >= BatchSize)
            {
                batches.Add((count, batch));
                (count, batch) = (0, []);
            }
        }

        if (count > 0)
        {
            batches.Add((count, batch));
        }

        return batches;
    }

    /// <summary>Adds the events of one order, whose signal has the quantity of the order and not that of a fill.</summary>
    private static void AddWithSignal(List<OrderEvent> batch, List<OrderEvent> events)
    {
        var filled = 0L;
        var ordered = 0L;
        foreach (var each in events)
        {
            filled += each.IsFill ? each.Quantity : 0;
            ordered = each.IsFill ? ordered : each.Quantity;
        }

        var signal = events[0].Signal with { Quantity = ordered > 0 ? ordered : filled };
        foreach (var each in events)
        {
            batch.Add(each with { Signal = signal });
        }
    }

    /// <summary>
    /// By time; the topics do not tell the order of events that have the same, so then as an order moves. What a topic
    /// has in an order stays so.
    /// </summary>
    private void Insert(in OrderEvent orderEvent)
    {
        if (!_orders.TryGetValue(orderEvent.OrderId, out var events))
        {
            _orders.Add(orderEvent.OrderId, events = []);
        }

        var place = events.Count;
        while (place > 0 && IsBefore(orderEvent, events[place - 1]))
        {
            place--;
        }

        events.Insert(place, orderEvent);
    }

    private static bool IsBefore(in OrderEvent left, in OrderEvent right) =>
        left.Timestamp != right.Timestamp ? left.Timestamp < right.Timestamp : RankOf(left.Type) < RankOf(right.Type);

    private static int RankOf(OrderEventType type) => type switch
    {
        OrderEventType.Unknown or OrderEventType.Placed => 0,
        OrderEventType.PartiallyFilled => 1,
        _ => 2,
    };

    private static bool IsEnd(OrderEventType type) =>
        type is OrderEventType.Filled or OrderEventType.Cancelled or OrderEventType.Failed;

    private void Refuse(string reason)
    {
        RefusedCount++;
        FirstRefusal ??= reason;
    }
}
