using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Trading;

/// <summary>What the order book and the trades say of one of our orders: one order of the broker, or its slices.</summary>
/// <param name="Orders">The broker's orders that carry the tag, without one that sums up the others, oldest first.</param>
/// <param name="Id">The broker's id: that of the order, or of the one that was sliced.</param>
/// <param name="IsSliced">True where Kite split it.</param>
/// <param name="IsDoubled">True where it was placed more than once: nothing may be concluded then.</param>
internal sealed record class BookEntry(IReadOnlyList<KiteOrder> Orders, string Id, bool IsSliced, bool IsDoubled)
{
    private const string Complete = "COMPLETE";
    private const string Cancelled = "CANCELLED";
    private const string Rejected = "REJECTED";

    /// <summary>An order for the next session that was cancelled before it; not in Kite's documentation.</summary>
    private const string CancelledAmo = "CANCELLED AMO";

    /// <summary>The quantity of all of them.</summary>
    public long Quantity => Sum(static order => order.Quantity);

    /// <summary>What the order book says is traded.</summary>
    public long FilledQuantity => Sum(static order => order.FilledQuantity);

    /// <summary>What it cost by the order book's averages, which are rounded.</summary>
    public decimal Cost
    {
        get
        {
            var cost = 0m;
            foreach (var order in Orders)
            {
                cost += order.FilledQuantity * order.AveragePrice;
            }

            return cost;
        }
    }

    /// <summary>True where nothing more can happen to any of them.</summary>
    public bool IsFinal
    {
        get
        {
            foreach (var order in Orders)
            {
                if (!IsOver(order))
                {
                    return false;
                }
            }

            return true;
        }
    }

    /// <summary>True where one of them is said to be traded whole.</summary>
    public bool IsComplete => Find(static order => order.Status == Complete) is not null;

    /// <summary>True where one of them was cancelled.</summary>
    public bool IsCancelled => Find(static order => order.Status is Cancelled or CancelledAmo) is not null;

    /// <summary>Why the broker or the exchange refused, null where neither did.</summary>
    public string? RejectionMessage => Find(static order => order.Status == Rejected) is { } refused
        ? refused.StatusMessage ?? "the broker gave no reason"
        : null;

    /// <summary>Whether nothing more can happen to one of them.</summary>
    public static bool IsOver(KiteOrder order) =>
        order.StatusKind == KiteOrderStatus.Final || order.Status == CancelledAmo;

    private long Sum(Func<KiteOrder, long> part)
    {
        var sum = 0L;
        foreach (var order in Orders)
        {
            sum = checked(sum + part(order));
        }

        return sum;
    }

    private KiteOrder? Find(Func<KiteOrder, bool> isIt)
    {
        foreach (var order in Orders)
        {
            if (isIt(order))
            {
                return order;
            }
        }

        return null;
    }
}
