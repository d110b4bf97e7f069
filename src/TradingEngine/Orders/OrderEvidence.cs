using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>What a broker says of one order when it is asked.</summary>
/// <param name="OrderId">The order, as found by its tag.</param>
/// <param name="Result">The whole of the order so far, or that there is no such order.</param>
public readonly record struct OrderEvidence(OrderId OrderId, OrderResult Result);
