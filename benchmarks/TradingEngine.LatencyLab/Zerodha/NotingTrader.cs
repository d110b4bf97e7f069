using System.Diagnostics;
using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>A trader with lanes that notes when it is called, and accepts.</summary>
internal sealed class NotingTrader(Arrivals arrivals) : ITrader
{
    public ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
    {
        arrivals.Note((int)order.Quantity, Stopwatch.GetTimestamp());
        return new(OrderResult.Accepted());
    }
}
