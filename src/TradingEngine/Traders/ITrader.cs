using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>
/// Executes orders at one broker. The one interface between the engine and a broker; only <see cref="ExecuteAsync"/> is
/// required.
/// </summary>
/// <remarks>
/// <para>
/// The engine calls a trader from the trader's own lane: one order of an instrument after the other, in the order of
/// the signals, on threads that no other trader uses. A call may block, throw or hang without harm to anyone else.
/// </para>
/// <para>A trader never calls back into the engine: what it knows, it returns.</para>
/// </remarks>
public interface ITrader
{
    /// <summary>
    /// How it trades, as <c>execution_mode</c> on the wire. <value>The default is <c>live</c>.</value>
    /// </summary>
    string ExecutionMode => "live";

    /// <summary>Prepares the trader, once, before the first order.</summary>
    /// <remarks>
    /// An exception is reported and does not stop other traders; orders for this trader then fail with its message.
    /// </remarks>
    ValueTask InitializeAsync(TraderContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>Sends one order and returns what is known of it then.</summary>
    /// <param name="order">The order. Its id is the tag to send to the broker.</param>
    /// <param name="cancellationToken">Cancelled when the time to stop is over.</param>
    /// <returns>The outcome; an exception counts as <see cref="OrderResult.Failed"/> with its message.</returns>
    ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken);

    /// <summary>Lets go of everything, once, after the last order.</summary>
    ValueTask ShutdownAsync(CancellationToken cancellationToken) => ValueTask.CompletedTask;
}
