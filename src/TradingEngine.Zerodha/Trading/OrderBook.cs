using TradingEngine.Model;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Trading;

/// <summary>One reading of the account's order book, by our tags. Orders of others are not in it.</summary>
internal sealed class OrderBook
{
    private const string SlicePrefix = "autoslice:";

    private readonly Dictionary<OrderId, List<KiteOrder>> _byTag = [];
    private readonly Dictionary<string, OrderId> _byBrokerId = new(StringComparer.Ordinal);

    public OrderBook(IReadOnlyList<KiteOrder> orders)
    {
        Count = orders.Count;
        foreach (var order in orders)
        {
            if (TagOf(order.Tag, order.Tags) is { } id)
            {
                Add(id, order);
            }
        }

        foreach (var order in orders)
        {
            // A slice may carry no tag of ours but its parent's id.
            if (!_byBrokerId.ContainsKey(order.OrderId)
                && ParentOf(order) is { } parent
                && _byBrokerId.TryGetValue(parent, out var id))
            {
                Add(id, order);
            }
        }
    }

    /// <summary>Orders in the account's book today, others' included.</summary>
    public int Count { get; }

    /// <summary>Our orders in it.</summary>
    public IEnumerable<OrderId> Ids => _byTag.Keys;

    /// <summary>The tag of ours that an order carries, null for none.</summary>
    public static OrderId? TagOf(string? tag, IReadOnlyList<string> tags)
    {
        if (OrderId.TryParse(tag, out var id))
        {
            return id;
        }

        foreach (var one in tags)
        {
            if (OrderId.TryParse(one, out id))
            {
                return id;
            }
        }

        return null;
    }

    /// <summary>Whether one of our orders is there at all.</summary>
    public bool Contains(OrderId id) => _byTag.ContainsKey(id);

    /// <summary>The broker's id of the first order that carries a tag that is there.</summary>
    public string BrokerIdOf(OrderId id) => _byTag[id][0].OrderId;

    /// <summary>What is there of one of our orders; null for nothing.</summary>
    /// <param name="id">Our order.</param>
    /// <param name="quantity">Its quantity.</param>
    public BookEntry? Find(OrderId id, long quantity)
    {
        if (!_byTag.TryGetValue(id, out var orders))
        {
            return null;
        }

        string? parent = null;
        foreach (var order in orders)
        {
            parent ??= ParentOf(order);
        }

        return parent is null
            ? new BookEntry(orders, orders[0].OrderId, IsSliced: false, IsDoubled: orders.Count > 1)
            : new BookEntry(
                SlicesOf(orders, parent, quantity),
                parent,
                IsSliced: true,
                IsDoubled: orders.Exists(order => order.OrderId != parent && ParentOf(order) != parent));
    }

    /// <summary>
    /// The order that was sliced may be listed as the first slice or as the sum of all; which it is, its quantity tells.
    /// </summary>
    private static List<KiteOrder> SlicesOf(List<KiteOrder> orders, string parent, long quantity)
    {
        var sum = (Int128)0;
        foreach (var order in orders)
        {
            sum += order.Quantity;
        }

        return sum <= quantity ? orders : orders.FindAll(order => order.OrderId != parent);
    }

    private static string? ParentOf(KiteOrder order)
    {
        foreach (var tag in order.Tags)
        {
            if (tag.StartsWith(SlicePrefix, StringComparison.Ordinal))
            {
                return tag[SlicePrefix.Length..];
            }
        }

        return null;
    }

    private void Add(OrderId id, KiteOrder order)
    {
        if (!_byTag.TryGetValue(id, out var orders))
        {
            orders = [];
            _byTag.Add(id, orders);
        }

        orders.Add(order);
        _byBrokerId[order.OrderId] = id;
    }
}
