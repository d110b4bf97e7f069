namespace TradingEngine.Orders;

/// <summary>All that an <see cref="OrderProgress"/> holds, to be written down and read back.</summary>
internal readonly record struct OrderProgressState(
    OrderState State,
    long FilledQuantity,
    decimal Notional,
    decimal Fees,
    string? BrokerOrderId,
    int PlacedCount,
    int PartialCount,
    int UnknownCount);
