using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>What an answer changed: a fill, a state that is an event of its own, both, or nothing.</summary>
/// <param name="Kind">Whether it was new.</param>
/// <param name="FillQuantity">What was traded since the last answer; zero for nothing.</param>
/// <param name="FillPrice">The price of just that.</param>
/// <param name="FillFees">The fees of just that.</param>
/// <param name="FillType">Whether that fill was the last.</param>
/// <param name="StateType">The event of the new state, null where the fill says it all.</param>
internal readonly record struct OrderUpdate(
    OrderUpdateKind Kind,
    long FillQuantity = 0,
    Price FillPrice = default,
    decimal FillFees = 0,
    OrderEventType FillType = OrderEventType.PartiallyFilled,
    OrderEventType? StateType = null);
