using System.Globalization;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.TestKit.Traders;

/// <summary>
/// A broker in memory that outlives engines and traders: it keeps orders by their tags and trades them when the test
/// says so. Any thread may call it.
/// </summary>
public sealed class SimulatedBroker
{
    /// <summary>The price of a fill where the order brings none.</summary>
    public static readonly Price DefaultPrice = Price.FromDecimal(100);

    /// <summary>Why it refuses an order.</summary>
    public const string RejectMessage = "Margin is too small";

    private readonly object _gate = new();
    private readonly Dictionary<string, BrokerOrder> _orders = [];
    private readonly List<string> _tags = [];
    private readonly Queue<BrokerBehavior> _script = [];

    /// <summary>
    /// What happens to an order that the script says nothing about. <value>The default fills all.</value>
    /// </summary>
    public Func<Order, BrokerBehavior> Choose { get; set; } = _ => BrokerBehavior.Fills;

    /// <summary>
    /// True while nothing reaches it: a trader throws whatever it is asked to do. Orders that it has stay there.
    /// </summary>
    public bool IsDown { get; set; }

    /// <summary>The fee of each unit traded, zero or more. <value>The default is 0.01.</value></summary>
    public decimal FeePerUnit { get; init; } = 0.01m;

    /// <summary>Every order as it stands now, in the order of receipt.</summary>
    public IReadOnlyList<BrokerOrder> Orders
    {
        get
        {
            lock (_gate)
            {
                return [.. _tags.Select(tag => _orders[tag])];
            }
        }
    }

    /// <summary>The tags of orders that came more than once. Must stay empty.</summary>
    public IReadOnlyList<string> DoubledTags =>
        [.. Orders.Where(order => order.ReceiptCount > 1).Select(order => order.Tag)];

    /// <summary>
    /// Says what happens to the next orders, one after the other, before <see cref="Choose"/> is asked.
    /// </summary>
    public void Script(params BrokerBehavior[] behaviors)
    {
        lock (_gate)
        {
            Array.ForEach(behaviors, _script.Enqueue);
        }
    }

    /// <summary>Gets an order.</summary>
    /// <param name="tag">
    /// The tag. One that came before is counted, and the order of then is returned as it stands.
    /// </param>
    /// <param name="order">The order.</param>
    /// <param name="visibleAt">Until when the broker says that it knows no such order; null for never.</param>
    /// <returns>The order as it stands then.</returns>
    public BrokerOrder Receive(string tag, Order order, DateTimeOffset? visibleAt = null)
    {
        lock (_gate)
        {
            if (_orders.TryGetValue(tag, out var known))
            {
                return _orders[tag] = known with { ReceiptCount = known.ReceiptCount + 1 };
            }

            _tags.Add(tag);
            var behavior = _script.TryDequeue(out var scripted) ? scripted : Choose(order);
            var taken = new BrokerOrder
            {
                Tag = tag,
                BrokerOrderId = string.Create(CultureInfo.InvariantCulture, $"B{_tags.Count}"),
                Order = order,
                VisibleAt = visibleAt ?? DateTimeOffset.MinValue,
            };
            if (behavior == BrokerBehavior.Rejects)
            {
                taken = taken with { State = BrokerOrderState.Rejected, RejectMessage = RejectMessage };
            }

            _orders[tag] = taken.Remembered();
            var quantity = behavior switch
            {
                BrokerBehavior.Fills => order.Quantity,
                BrokerBehavior.FillsInParts => order.Quantity / 2,
                _ => 0,
            };
            return quantity == 0 ? _orders[tag] : Fill(tag, quantity, order.LastPrice ?? DefaultPrice);
        }
    }

    /// <summary>The order of a tag as it stands now; null where none came.</summary>
    public BrokerOrder? Find(string tag)
    {
        lock (_gate)
        {
            return _orders.GetValueOrDefault(tag);
        }
    }

    /// <summary>Trades a part of an open order, or all that is open of it.</summary>
    /// <exception cref="InvalidOperationException">Less than that is open.</exception>
    public BrokerOrder Fill(string tag, long quantity, Price price)
    {
        lock (_gate)
        {
            var order = _orders[tag];
            if (quantity <= 0 || quantity > order.OpenQuantity)
            {
                throw new InvalidOperationException(
                    $"{quantity} of {order.OpenQuantity} open cannot be traded (order {tag}).");
            }

            var filledQuantity = order.FilledQuantity + quantity;
            var traded = order with
            {
                FilledQuantity = filledQuantity,
                Cost = order.Cost + quantity * price.ToDecimal(),
                Fees = order.Fees + quantity * FeePerUnit,
                State = filledQuantity == order.Order.Quantity ? BrokerOrderState.Filled : BrokerOrderState.Open,
            };
            return _orders[tag] = traded.Remembered();
        }
    }

    /// <summary>Trades all that is open of an order, at its own price; nothing where nothing is open.</summary>
    public BrokerOrder FillRest(string tag)
    {
        lock (_gate)
        {
            var order = _orders[tag];
            return order.OpenQuantity == 0
                ? order
                : Fill(tag, order.OpenQuantity, order.Order.LastPrice ?? DefaultPrice);
        }
    }

    /// <summary>Cancels what is open of an order; nothing changes where nothing is open.</summary>
    public BrokerOrder Cancel(string tag) => End(tag, BrokerOrderState.Cancelled);

    /// <summary>Refuses an order after all; nothing changes where a part is traded or it is over.</summary>
    public BrokerOrder Reject(string tag)
    {
        lock (_gate)
        {
            return _orders[tag].FilledQuantity > 0 ? _orders[tag] : End(tag, BrokerOrderState.Rejected);
        }
    }

    /// <summary>
    /// Lets time pass: each open order, in the order of receipt, stays as it is, trades a part or trades all, at a
    /// price within one percent of its own, or is cancelled by the exchange.
    /// </summary>
    public void Advance(Random random)
    {
        ArgumentNullException.ThrowIfNull(random);
        lock (_gate)
        {
            foreach (var tag in _tags)
            {
                if (_orders[tag].OpenQuantity > 0)
                {
                    Advance(_orders[tag], random);
                }
            }
        }
    }

    private static Price PriceNear(Price price, Random random)
    {
        var near = decimal.Round(price.ToDecimal() * (1 + random.Next(-100, 101) / 10_000m), 2);
        return near > 0 ? Price.FromDecimal(near) : price;
    }

    private void Advance(BrokerOrder order, Random random)
    {
        var price = PriceNear(order.Order.LastPrice ?? DefaultPrice, random);
        switch (random.Next(8))
        {
            case < 3:
                Fill(order.Tag, random.NextInt64(order.OpenQuantity) + 1, price);
                break;
            case < 5:
                Fill(order.Tag, order.OpenQuantity, price);
                break;
            case 5:
                Cancel(order.Tag);
                break;
        }
    }

    private BrokerOrder End(string tag, BrokerOrderState state)
    {
        lock (_gate)
        {
            var order = _orders[tag];
            if (order.State != BrokerOrderState.Open)
            {
                return order;
            }

            var message = state == BrokerOrderState.Rejected ? RejectMessage : null;
            return _orders[tag] = (order with { State = state, RejectMessage = message }).Remembered();
        }
    }
}
