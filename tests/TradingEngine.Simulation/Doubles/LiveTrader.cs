using TradingEngine.Orders;
using TradingEngine.TestKit.Journal;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;

namespace TradingEngine.Simulation.Doubles;

/// <summary>A trader of one life over the broker that outlives it: fails by the steps, and tells the witness.</summary>
internal sealed class LiveTrader(Life life, SimulatedBroker broker) : ITrader
{
    /// <summary>Must never be seen outside.</summary>
    public const string Secret = "api-secret-3f9d1c";

    private readonly FaultTrader _inner = new(broker);

    public Queue<ExecuteFault> ExecuteFaults { get; } = new();

    public Queue<CancelFault> CancelFaults { get; } = new();

    public Queue<ReconcileFault> ReconcileFaults { get; } = new();

    public string ExecutionMode => _inner.ExecutionMode;

    public TimeSpan NotFoundWait => _inner.NotFoundWait;

    public int ReleaseHung() => _inner.ReleaseHung();

    public void ForgetFaults()
    {
        ExecuteFaults.Clear();
        CancelFaults.Clear();
        ReconcileFaults.Clear();
    }

    public ValueTask InitializeAsync(TraderContext context, CancellationToken cancellationToken) =>
        _inner.InitializeAsync(context, cancellationToken);

    public ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        life.Witness.OnExecute(order, Life.Live, isLive: true);
        _inner.Executions.Script(Next(ExecuteFaults));
        return _inner.ExecuteAsync(order, cancellationToken);
    }

    public ValueTask<OrderResult> CancelAsync(OrderSnapshot order, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        _inner.Cancellations.Script(Next(CancelFaults));
        return _inner.CancelAsync(order, cancellationToken);
    }

    public ValueTask<IReadOnlyList<OrderEvidence>> ReconcileAsync(
        IReadOnlyList<OrderSnapshot> orders, CancellationToken cancellationToken)
    {
        ThrowIfDead();
        _inner.Reconciliations.Script(Next(ReconcileFaults));
        return _inner.ReconcileAsync(orders, cancellationToken);
    }

    public override string ToString() => Secret;

    private static TFault Next<TFault>(Queue<TFault> faults) => faults.TryDequeue(out var fault) ? fault : default!;

    private void ThrowIfDead()
    {
        if (!life.IsAlive)
        {
            throw new SimulatedCrashException();
        }
    }
}
