using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.TestKit.Traders;

/// <summary>What a <see cref="FaultTrader"/> says when it is asked, true or not.</summary>
internal static class Evidence
{
    /// <summary>What it says of these orders; null for one that the broker does not show.</summary>
    public static List<OrderEvidence> Of(
        IReadOnlyList<(OrderId Id, BrokerOrder? Order)> orders, ReconcileFault fault)
    {
        var truth = orders.Select(order => new OrderEvidence(order.Id, TruthOf(order.Order)));
        return fault switch
        {
            ReconcileFault.LeaveOut => [.. truth.Where((_, index) => index % 2 == 1)],
            ReconcileFault.AddForeign => [Foreign(1), .. truth, Foreign(2)],
            ReconcileFault.Repeat => [.. truth, .. truth],
            ReconcileFault.OutOfOrder => [.. orders.Reverse().SelectMany(NewestFirst)],
            ReconcileFault.Stale => [.. orders.Select(order => new OrderEvidence(order.Id, OldestOf(order.Order)))],
            ReconcileFault.Contradict =>
            [
                .. orders.Where(order => order.Order is not null)
                    .Select(order => new OrderEvidence(order.Id, ThatCannotBeTrue(order.Order!))),
            ],
            _ => [.. truth],
        };
    }

    /// <summary>An answer that no order can have: another lie for each of the broker's orders in turn.</summary>
    public static OrderResult ThatCannotBeTrue(BrokerOrder order)
    {
        var quantity = order.Order.Quantity;
        var price = SimulatedBroker.DefaultPrice;
        return (int)(order.Order.Id.Value % 4) switch
        {
            0 => OrderResult.Filled(quantity + 1, price, 0, order.BrokerOrderId),
            1 => OrderResult.Filled(quantity, Price.FromRaw(0), 0, order.BrokerOrderId),
            2 => OrderResult.Filled(quantity, price, -1, order.BrokerOrderId),
            _ => default,
        };
    }

    private static OrderResult TruthOf(BrokerOrder? order) => order?.ToResult() ?? OrderResult.NotFound();

    private static OrderResult OldestOf(BrokerOrder? order) => order?.History[0] ?? OrderResult.NotFound();

    private static IEnumerable<OrderEvidence> NewestFirst((OrderId Id, BrokerOrder? Order) asked) =>
        asked.Order is { } order
            ? order.History.Reverse().Select(result => new OrderEvidence(asked.Id, result))
            : [new OrderEvidence(asked.Id, OrderResult.NotFound())];

    private static OrderEvidence Foreign(int number)
    {
        var id = OrderIdentity.OrderIdOf($"a signal of another engine {number}", "another");
        return new OrderEvidence(id, OrderResult.Filled(number, SimulatedBroker.DefaultPrice, 0));
    }
}
