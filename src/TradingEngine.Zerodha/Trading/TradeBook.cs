using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Trading;

/// <summary>One reading of the account's trades of today, summed by order. A trade that is listed twice counts once.</summary>
internal sealed class TradeBook
{
    private readonly Dictionary<string, (long Quantity, decimal Cost)> _byOrder = new(StringComparer.Ordinal);

    public TradeBook(IReadOnlyList<KiteTrade> trades)
    {
        var seen = new HashSet<(string OrderId, string TradeId)>();
        foreach (var trade in trades)
        {
            if (seen.Add((trade.OrderId, trade.TradeId)))
            {
                var (quantity, cost) = _byOrder.GetValueOrDefault(trade.OrderId);
                _byOrder[trade.OrderId] = (
                    checked(quantity + trade.Quantity), cost + trade.Quantity * trade.AveragePrice);
            }
        }
    }

    /// <summary>No trades at all.</summary>
    public static TradeBook Empty { get; } = new([]);

    /// <summary>The quantity and the cost of all trades of these orders.</summary>
    public (long Quantity, decimal Cost) SumOf(IReadOnlyList<KiteOrder> orders)
    {
        var sum = (Quantity: 0L, Cost: 0m);
        foreach (var order in orders)
        {
            var (quantity, cost) = _byOrder.GetValueOrDefault(order.OrderId);
            sum = (checked(sum.Quantity + quantity), sum.Cost + cost);
        }

        return sum;
    }
}
