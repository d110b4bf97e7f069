using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Model;

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

    /// <summary>Called for <see cref="LastPrice"/>.</summary>
    internal Func<long, Price?>? Prices { get; init; }

    /// <summary>Called for <see cref="Alert"/>.</summary>
    internal Action<AlertKind, AlertSeverity, string>? Alerts { get; init; }

    /// <summary>
    /// The newest price of an instrument, which may be newer than that of an order; null where there is none. Any thread may
    /// ask.
    /// </summary>
    public Price? LastPrice(long instrumentToken) => Prices?.Invoke(instrumentToken);

    /// <summary>
    /// Tells a person of something about this trader that no order's outcome says. Any thread may; nothing is told
    /// after the shutdown.
    /// </summary>
    /// <param name="kind">What it is about.</param>
    /// <param name="severity">How urgent it is.</param>
    /// <param name="message">A whole sentence with the names and values, and no secret.</param>
    public void Alert(AlertKind kind, AlertSeverity severity, string message) =>
        Alerts?.Invoke(kind, severity, message);

    /// <summary>
    /// Has the engine call <see cref="ITrader.ReconcileAsync"/> soon: after a reconnect, or when the broker said that an
    /// order changed. Any thread may; many calls become one.
    /// </summary>
    public void RequestReconciliation() => Reconcile?.Invoke();
}
