using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>
/// A trader that answers at once, without I/O, lock or wait: the engine calls it on the pipeline's thread, without a
/// lane.
/// </summary>
/// <remarks>
/// Whatever <see cref="Execute"/> takes, every tick behind it waits for. A trader that talks to anyone is no inline
/// trader; so nothing of it waits for the disk either: its durability is <see cref="OrderDurability.WriteBehind"/>.
/// </remarks>
public interface IInlineTrader : ITrader
{
    /// <summary>Executes one order.</summary>
    /// <returns>The outcome; an exception counts as <see cref="OrderResult.Failed"/> with its message.</returns>
    OrderResult Execute(in Order order);

    /// <inheritdoc/>
    OrderDurability ITrader.Durability => OrderDurability.WriteBehind;

    /// <inheritdoc/>
    ValueTask<OrderResult> ITrader.ExecuteAsync(Order order, CancellationToken cancellationToken) =>
        new(Execute(order));
}
