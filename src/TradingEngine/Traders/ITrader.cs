using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>
/// Executes orders at one broker. The one interface between the engine and a broker; only <see cref="ExecuteAsync"/> is
/// required.
/// </summary>
/// <remarks>
/// <para>
/// The engine calls a trader from the trader's own lanes: one order of an instrument after the other, in the order of
/// the signals, on threads that no other trader uses. A call may block, throw or hang without harm to anyone else.
/// <see cref="ReconcileAsync"/> comes from a thread of its own and may run beside the others.
/// </para>
/// <para>
/// A trader never calls back into the engine: what it knows, it returns. When it learns that something changed, it
/// calls <see cref="TraderContext.RequestReconciliation"/> and is asked.
/// </para>
/// </remarks>
public interface ITrader
{
    /// <summary>
    /// How it trades, as <c>execution_mode</c> on the wire. <value>The default is <c>live</c>.</value>
    /// </summary>
    string ExecutionMode => "live";

    /// <summary>
    /// What must be on disk before an order leaves, where the engine has a journal; and what an exception means.
    /// <value>The default is <see cref="OrderDurability.BeforeSend"/>.</value>
    /// </summary>
    OrderDurability Durability => OrderDurability.BeforeSend;

    /// <summary>
    /// How long after it may have been sent an order that the broker does not know counts as refused; zero or more.
    /// Until then it is unknown: brokers show orders late. <value>The default is two minutes.</value>
    /// </summary>
    TimeSpan NotFoundWait => TimeSpan.FromMinutes(2);

    /// <summary>
    /// Why it takes no orders now, null where it does: shown in the status and in the health of a host. Any thread may
    /// ask. <value>The default is null.</value>
    /// </summary>
    string? Impediment => null;

    /// <summary>Prepares the trader, once, before the first order.</summary>
    /// <remarks>
    /// An exception is reported and does not stop other traders; orders for this trader then fail with its message.
    /// </remarks>
    ValueTask InitializeAsync(TraderContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Sends one order and returns what is known of it then.</summary>
    /// <param name="order">The order. Its id is the tag to send to the broker.</param>
    /// <param name="cancellationToken">Cancelled when the time to stop is over.</param>
    /// <returns>The outcome so far.</returns>
    /// <exception cref="OrderNotSentException">The order certainly did not leave: it fails with the message.</exception>
    /// <exception cref="Exception">
    /// With <see cref="OrderDurability.BeforeSend"/> the order is unknown until the broker is asked; with
    /// <see cref="OrderDurability.WriteBehind"/> it fails with the message.
    /// </exception>
    ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken);

    /// <summary>
    /// Says why it would not send this order now, and sends nothing: what the shadow of this trader asks. Runs beside
    /// <see cref="ExecuteAsync"/>, on threads of the shadow, and may look things up at the broker.
    /// </summary>
    /// <returns>The reason; null where it would send it. <value>The default is null.</value></returns>
    /// <exception cref="Exception">The shadow's order fails with the message.</exception>
    ValueTask<string?> CheckAsync(Order order, CancellationToken cancellationToken) => new((string?)null);

    /// <summary>
    /// Finds everything that is wrong with the terms that a strategy has for its orders (<see cref="Order.Terms"/>), before
    /// one of them is made.
    /// </summary>
    /// <param name="terms">A JSON object in names of the trader.</param>
    /// <returns>One sentence an error; none where all is well. <value>The default: it takes no terms.</value></returns>
    IReadOnlyList<string> CheckTerms(string terms) => ["This trader takes no terms."];

    /// <summary>Asks the broker to cancel what is open of an order and returns what is known of the order then.</summary>
    /// <returns>
    /// The whole of the order so far: cancelled, still open because the broker has not confirmed, or traded because it was
    /// too late.
    /// </returns>
    /// <exception cref="NotSupportedException">It cannot; the default. The order stays as it is.</exception>
    /// <exception cref="Exception">The order stays as it is, and the broker is asked about it.</exception>
    ValueTask<OrderResult> CancelAsync(OrderSnapshot order, CancellationToken cancellationToken) =>
        throw new NotSupportedException("This trader cannot cancel.");

    /// <summary>
    /// Finds out at the broker what became of these orders: after a start, by interval, after
    /// <see cref="TraderContext.RequestReconciliation"/>, and when someone asks.
    /// </summary>
    /// <param name="orders">Every order of this trader that is sent and not terminal, oldest first.</param>
    /// <param name="cancellationToken">Cancelled when the time to stop is over.</param>
    /// <returns>
    /// What the broker says, in any order. An order that is left out stays as it is. <value>The default is nothing.</value>
    /// </returns>
    /// <exception cref="Exception">Reported; every order stays as it is.</exception>
    ValueTask<IReadOnlyList<OrderEvidence>> ReconcileAsync(
        IReadOnlyList<OrderSnapshot> orders, CancellationToken cancellationToken) => new([]);

    /// <summary>Lets go of everything, once, after the last order.</summary>
    ValueTask ShutdownAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
