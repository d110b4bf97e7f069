using System.Globalization;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Trading;

/// <summary>Says what became of an order by the order book and the trades.</summary>
/// <remarks>
/// Fills are summed from the trades, whose prices are exact. The order book's average is rounded; it counts only where the
/// trades stay behind the order book for too long. Not thread-safe.
/// </remarks>
internal sealed class OutcomeReader
{
    private readonly Dictionary<OrderId, DateTimeOffset> _lagging = [];
    private readonly TimeSpan _tradesWait;
    private readonly TimeSpan _slicesWait;

    /// <param name="tradesWait">How long the trades may be behind.</param>
    /// <param name="slicesWait">How long after the order slices of it may still appear.</param>
    public OutcomeReader(TimeSpan tradesWait, TimeSpan slicesWait)
    {
        _tradesWait = tradesWait;
        _slicesWait = slicesWait;
    }

    /// <summary>Orders whose trades are behind the order book: it should be read again soon.</summary>
    public int LaggingCount => _lagging.Count;

    /// <summary>What became of an order that is in the book.</summary>
    public OrderResult Read(OrderSnapshot order, BookEntry entry, TradeBook trades, DateTimeOffset now)
    {
        if (FindContradiction(order.Order, entry) is { } contradiction)
        {
            return OrderResult.Unknown(contradiction);
        }

        var (quantity, cost) = trades.SumOf(entry.Orders);
        var booked = entry.FilledQuantity;
        var isBehind = quantity < booked;
        if (isBehind && HasWaited(order.Order.Id, now))
        {
            (quantity, cost, isBehind) = (booked, entry.Cost, false);
        }
        else if (!isBehind)
        {
            _lagging.Remove(order.Order.Id);
        }

        if (quantity > order.Order.Quantity)
        {
            return OrderResult.Unknown(string.Create(
                CultureInfo.InvariantCulture,
                $"Its broker has traded {quantity} of an order of {order.Order.Quantity}"));
        }

        var isOpen = isBehind || !entry.IsFinal || MayHaveMoreSlices(order, entry, now);
        return Conclude(order.Order.Quantity, entry, quantity, cost, isOpen);
    }

    /// <summary>Forgets an order that is over.</summary>
    public void Forget(OrderId id) => _lagging.Remove(id);

    private static OrderResult Conclude(long ordered, BookEntry entry, long quantity, decimal cost, bool isOpen)
    {
        if (quantity == 0)
        {
            if (isOpen)
            {
                return OrderResult.Accepted(entry.Id);
            }

            if (entry.IsComplete)
            {
                return OrderResult.Unknown($"Order {entry.Id} is complete at its broker, and nothing of it is traded");
            }

            return entry.IsCancelled || entry.RejectionMessage is null
                ? OrderResult.Cancelled(entry.Id)
                : OrderResult.Rejected(entry.RejectionMessage, entry.Id);
        }

        // No charges: Kite does not say them with a trade.
        var price = Price.FromDecimalRounded(cost / quantity);
        if (quantity == ordered)
        {
            return OrderResult.Filled(quantity, price, fees: 0, entry.Id);
        }

        return isOpen
            ? OrderResult.PartiallyFilled(quantity, price, fees: 0, entry.Id)
            : OrderResult.CancelledAfterFill(quantity, price, fees: 0, entry.Id);
    }

    /// <summary>An order that carries our tag and cannot be ours, or is there twice: nothing may be concluded from it.</summary>
    private static string? FindContradiction(in Order order, BookEntry entry)
    {
        if (entry.IsDoubled)
        {
            return string.Create(
                CultureInfo.InvariantCulture,
                $"{entry.Orders.Count} orders at its broker carry its tag, {entry.Orders[0].OrderId} and {entry.Orders[1].OrderId}");
        }

        var side = order.Side == Side.Buy ? KiteTransactionType.Buy : KiteTransactionType.Sell;
        foreach (var one in entry.Orders)
        {
            if (one.InstrumentToken != order.InstrumentToken || one.TransactionType != side)
            {
                return $"Order {one.OrderId} at its broker carries its tag and is {one.TransactionType} {one.TradingSymbol}";
            }
        }

        return null;
    }

    private bool MayHaveMoreSlices(OrderSnapshot order, BookEntry entry, DateTimeOffset now) =>
        entry.IsSliced && entry.Quantity < order.Order.Quantity && now - order.SentAt < _slicesWait;

    private bool HasWaited(OrderId id, DateTimeOffset now)
    {
        if (_lagging.TryGetValue(id, out var since))
        {
            return now - since >= _tradesWait;
        }

        _lagging.Add(id, now);
        return _tradesWait == TimeSpan.Zero;
    }
}
