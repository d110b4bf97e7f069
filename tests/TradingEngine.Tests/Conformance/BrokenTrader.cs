using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Conformance;

/// <summary>Passes everything on, for what derives to break.</summary>
internal abstract class BrokenTrader(ITrader inner) : ITrader
{
    public ValueTask InitializeAsync(TraderContext context, CancellationToken cancellationToken) =>
        inner.InitializeAsync(context, cancellationToken);

    public virtual async ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken) =>
        Say(await inner.ExecuteAsync(order, cancellationToken), order);

    public virtual async ValueTask<OrderResult> CancelAsync(OrderSnapshot order, CancellationToken cancellationToken) =>
        Say(await inner.CancelAsync(order, cancellationToken), order.Order);

    public virtual async ValueTask<IReadOnlyList<OrderEvidence>> ReconcileAsync(
        IReadOnlyList<OrderSnapshot> orders, CancellationToken cancellationToken)
    {
        var evidence = await inner.ReconcileAsync(orders, cancellationToken);
        var asked = orders.ToDictionary(order => order.Order.Id, order => order.Order);
        return
        [
            .. evidence.Select(one => asked.TryGetValue(one.OrderId, out var order)
                ? one with { Result = Say(one.Result, order) }
                : one),
        ];
    }

    /// <summary>What it says instead of what is true.</summary>
    protected virtual OrderResult Say(OrderResult truth, Order order) => truth;
}
