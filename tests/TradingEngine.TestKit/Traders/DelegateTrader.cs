using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.TestKit.Traders;

/// <summary>A trader behind a lane that answers with a function of the test.</summary>
public sealed class DelegateTrader(Func<Order, CancellationToken, ValueTask<OrderResult>> execute) : ITrader
{
    /// <summary>A trader that answers at once.</summary>
    public DelegateTrader(Func<Order, OrderResult> execute)
        : this((order, _) => new ValueTask<OrderResult>(execute(order)))
    {
    }

    /// <summary>What initialising does.</summary>
    public Func<CancellationToken, ValueTask> Initialize { get; init; } = _ => ValueTask.CompletedTask;

    /// <summary>What shutting down does.</summary>
    public Func<CancellationToken, ValueTask> Shutdown { get; init; } = _ => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public OrderDurability Durability { get; init; } = OrderDurability.BeforeSend;

    /// <inheritdoc/>
    public TimeSpan NotFoundWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>What cancelling does; by default it cannot.</summary>
    public Func<OrderSnapshot, OrderResult> Cancel { get; init; } =
        _ => throw new NotSupportedException("This trader cannot cancel.");

    /// <summary>What the broker says of the open orders; by default nothing.</summary>
    public Func<IReadOnlyList<OrderSnapshot>, IReadOnlyList<OrderEvidence>> Reconcile { get; init; } = _ => [];

    /// <summary>What the engine gave it; null before it is initialised.</summary>
    public TraderContext? Context { get; private set; }

    /// <summary>How often it was shut down.</summary>
    public int ShutdownCount { get; private set; }

    /// <inheritdoc/>
    public ValueTask InitializeAsync(TraderContext context, CancellationToken cancellationToken)
    {
        Context = context;
        return Initialize(cancellationToken);
    }

    /// <inheritdoc/>
    public ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken) =>
        execute(order, cancellationToken);

    /// <inheritdoc/>
    public ValueTask<OrderResult> CancelAsync(OrderSnapshot order, CancellationToken cancellationToken) =>
        new(Cancel(order));

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OrderEvidence>> ReconcileAsync(
        IReadOnlyList<OrderSnapshot> orders, CancellationToken cancellationToken) => new(Reconcile(orders));

    /// <inheritdoc/>
    public ValueTask ShutdownAsync(CancellationToken cancellationToken)
    {
        ShutdownCount++;
        return Shutdown(cancellationToken);
    }
}
