using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine;

/// <summary>What someone outside can do with the open orders of all traders.</summary>
internal static class OpenOrderActions
{
    public static List<OrderSnapshot> GetAll(IReadOnlyList<TraderDesk> desks)
    {
        var orders = new List<OrderSnapshot>();
        foreach (var desk in desks)
        {
            orders.AddRange(desk.Orders.GetAll());
        }

        return orders;
    }

    public static bool Cancel(IReadOnlyList<TraderDesk> desks, OrderId orderId)
    {
        foreach (var desk in desks)
        {
            if (desk.Orders.TryFind(orderId, out var order))
            {
                desk.Cancel(order);
                return true;
            }
        }

        return false;
    }

    public static int CancelAll(IReadOnlyList<TraderDesk> desks, string? strategyId)
    {
        var count = 0;
        foreach (var snapshot in GetAll(desks))
        {
            var isMeant = strategyId is null || snapshot.Order.StrategyId == strategyId;
            count += isMeant && Cancel(desks, snapshot.Order.Id) ? 1 : 0;
        }

        return count;
    }

    public static async Task<bool> ReconcileAsync(
        IReadOnlyList<TraderDesk> desks, string? trader, CancellationToken cancellationToken)
    {
        var passes = new List<Task<bool>>();
        foreach (var desk in desks)
        {
            if (trader is null || desk.Trader.Name == trader)
            {
                passes.Add(desk.ReconcileAsync(cancellationToken));
            }
        }

        var areAsked = true;
        foreach (var isAsked in await Task.WhenAll(passes).ConfigureAwait(false))
        {
            areAsked &= isAsked;
        }

        return areAsked;
    }

    public static bool Resolve(IReadOnlyList<TraderDesk> desks, OrderId orderId, in OrderResult result)
    {
        foreach (var desk in desks)
        {
            if (desk.Orders.TryFind(orderId, out _))
            {
                desk.Orders.Apply(new OrderEvidence(orderId, result), isNews: true);
                return true;
            }
        }

        return false;
    }
}
