using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Conformance;

/// <summary>Takes a refusal for a fill.</summary>
internal sealed class AgreeableTrader(ITrader inner) : BrokenTrader(inner)
{
    protected override OrderResult Say(OrderResult truth, Order order) =>
        truth.Kind == OrderResultKind.Rejected
            ? OrderResult.Filled(order.Quantity, order.LastPrice ?? Price.FromDecimal(1), 0)
            : truth;
}
