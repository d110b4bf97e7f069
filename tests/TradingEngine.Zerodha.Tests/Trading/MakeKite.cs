using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Client.Model;

namespace TradingEngine.Zerodha.Tests.Trading;

/// <summary>Orders of the engine, and what Kite may say of them.</summary>
internal static class MakeKite
{
    public const long Token = 408065;

    public static OrderSnapshot Snapshot(
        string signalId, long quantity = 10, Side side = Side.Buy, DateTimeOffset? sentAt = null)
    {
        var type = side == Side.Buy ? SignalType.Buy : SignalType.Sell;
        var signal = Make.Signal(signalId, type, Token, quantity);
        return new OrderSnapshot
        {
            Order = new Order
            {
                Id = OrderIdentity.OrderIdOf(signalId, "zerodha"),
                Signal = signal,
                Side = side,
                Quantity = quantity,
                Timestamp = Make.Time,
            },
            State = OrderState.Unknown,
            FilledQuantity = 0,
            SentAt = sentAt ?? Make.Time,
        };
    }

    public static KiteOrder Order(
        OrderSnapshot of,
        string orderId,
        string status,
        long? quantity = null,
        long filled = 0,
        decimal average = 0,
        string? message = null,
        string[]? tags = null,
        long token = Token,
        bool hasTag = true) => new()
        {
            OrderId = orderId,
            Status = status,
            StatusMessage = message,
            Variety = "regular",
            Exchange = "NSE",
            TradingSymbol = "INFY",
            InstrumentToken = token,
            OrderType = "LIMIT",
            TransactionType = of.Order.Side == Side.Buy ? "BUY" : "SELL",
            Validity = "DAY",
            Product = "MIS",
            Quantity = quantity ?? of.Order.Quantity,
            FilledQuantity = filled,
            AveragePrice = average,
            Tag = hasTag ? of.Order.Id.ToString() : null,
            Tags = tags ?? [],
        };

    public static KiteTrade Trade(string orderId, string tradeId, long quantity, decimal price) => new()
    {
        OrderId = orderId,
        TradeId = tradeId,
        Exchange = "NSE",
        TradingSymbol = "INFY",
        TransactionType = "BUY",
        Product = "MIS",
        Quantity = quantity,
        AveragePrice = price,
    };
}
