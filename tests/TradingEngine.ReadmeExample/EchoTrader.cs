using TradingEngine.Orders;
using TradingEngine.Traders;

public sealed class EchoTrader : ITrader
{
    public async ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
    {
        await Task.Delay(5, cancellationToken); // talk to your broker here; order.Id is the tag to send
        return OrderResult.Accepted(brokerOrderId: $"echo-{order.Id}");
    }
}
