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

    /// <summary>How often it was shut down.</summary>
    public int ShutdownCount { get; private set; }

    /// <inheritdoc/>
    public ValueTask InitializeAsync(TraderContext context, CancellationToken cancellationToken) =>
        Initialize(cancellationToken);

    /// <inheritdoc/>
    public ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken) =>
        execute(order, cancellationToken);

    /// <inheritdoc/>
    public ValueTask ShutdownAsync(CancellationToken cancellationToken)
    {
        ShutdownCount++;
        return Shutdown(cancellationToken);
    }
}
