using System.Collections.Concurrent;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.TestKit.Traders;

/// <summary>A trader behind a lane that holds each order until the test opens the gate, then fills it at one.</summary>
public sealed class GateTrader : ITrader, IDisposable
{
    private readonly ManualResetEventSlim _gate = new();
    private readonly SemaphoreSlim _entered = new(0);

    /// <summary>The orders, as they were executed.</summary>
    public ConcurrentQueue<Order> Executed { get; } = new();

    /// <summary>Waits until one more order is in the trader's hands.</summary>
    public bool WaitUntilEntered() => _entered.Wait(TimeSpan.FromMinutes(1));

    /// <summary>Lets every order through, now and later.</summary>
    public void Open() => _gate.Set();

    /// <inheritdoc/>
    public ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
    {
        _entered.Release();
        _gate.Wait(CancellationToken.None);
        Executed.Enqueue(order);
        return new(OrderResult.Filled(order.Quantity, Price.FromDecimal(1), 0));
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _gate.Dispose();
        _entered.Dispose();
    }
}
