using TradingEngine.Orders;

namespace TradingEngine.Runner.Journal;

/// <summary>An order that has no end in the journal.</summary>
/// <param name="Order">The order.</param>
/// <param name="Trader">Its trader.</param>
/// <param name="Progress">How far it got.</param>
/// <param name="Since">When its last event was; where the journal has none any more, when the order was made.</param>
internal sealed record class VerifiedOrder(
    Order Order, string Trader, OrderProgressState Progress, DateTimeOffset Since);
