using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Conformance;

/// <summary>Tells what is new since it was last asked, not the whole.</summary>
internal sealed class DeltaTrader(ITrader inner) : BrokenTrader(inner)
{
    private readonly Dictionary<OrderId, long> _told = [];

    protected override OrderResult Say(OrderResult truth, Order order)
    {
        var told = _told.GetValueOrDefault(order.Id);
        _told[order.Id] = Math.Max(told, truth.Quantity);
        return told > 0 && truth.Quantity > told
            ? OrderResult.PartiallyFilled(truth.Quantity - told, truth.Price, truth.Fees, truth.BrokerOrderId)
            : truth;
    }
}
