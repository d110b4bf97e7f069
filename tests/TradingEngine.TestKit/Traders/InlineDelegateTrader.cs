using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.TestKit.Traders;

/// <summary>An inline trader that answers with a function of the test.</summary>
public sealed class InlineDelegateTrader(Func<Order, OrderResult> execute) : IInlineTrader
{
    /// <inheritdoc/>
    public OrderResult Execute(in Order order) => execute(order);
}
