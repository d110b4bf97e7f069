using Microsoft.Extensions.Logging;

namespace TradingEngine.Traders;

/// <summary>What the engine gives a trader.</summary>
/// <param name="Name">The name that the trader is registered and routed under, and the <c>broker</c> on the
/// wire.</param>
/// <param name="TimeProvider">The engine's clock, the only one that a trader reads.</param>
/// <param name="Logger">A log of the trader's own.</param>
public sealed record class TraderContext(string Name, TimeProvider TimeProvider, ILogger Logger)
{
    /// <summary>Called for <see cref="RequestReconciliation"/>.</summary>
    internal Action? Reconcile { get; init; }

    /// <summary>
    /// Has the engine call <see cref="ITrader.ReconcileAsync"/> soon: after a reconnect, or when the broker said that an
    /// order changed. Any thread may; many calls become one.
    /// </summary>
    public void RequestReconciliation() => Reconcile?.Invoke();
}
