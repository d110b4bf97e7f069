using TradingEngine.Orders;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Conformance;

/// <summary>Sends a tag of its own.</summary>
internal sealed class TagChangingTrader(ITrader inner, SimulatedBroker broker) : BrokenTrader(inner)
{
    public override ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken) =>
        new(broker.Receive($"te-{order.Id}", order).ToResult());
}
