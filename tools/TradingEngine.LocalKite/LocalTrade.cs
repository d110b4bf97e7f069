namespace TradingEngine.LocalKite;

/// <summary>One trade of an order.</summary>
/// <param name="TradeId">The exchange's number of the trade.</param>
/// <param name="OrderId">The order.</param>
/// <param name="ExchangeOrderId">The exchange's id of the order.</param>
/// <param name="Tag">The order's tag.</param>
/// <param name="Symbol">The trading symbol.</param>
/// <param name="Exchange">NSE, NFO, …</param>
/// <param name="Token">The instrument's token.</param>
/// <param name="Side">BUY or SELL.</param>
/// <param name="Product">CNC, NRML, MIS or MTF.</param>
/// <param name="Quantity">How much traded.</param>
/// <param name="Price">The price in rupees.</param>
/// <param name="Time">When, in the time of India.</param>
/// <param name="OrderTime">When the order was taken.</param>
public sealed record LocalTrade(
    string TradeId,
    string OrderId,
    string ExchangeOrderId,
    string? Tag,
    string Symbol,
    string Exchange,
    long Token,
    string Side,
    string Product,
    long Quantity,
    decimal Price,
    DateTimeOffset Time,
    DateTimeOffset OrderTime);
