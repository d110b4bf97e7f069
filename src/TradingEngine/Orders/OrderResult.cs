using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>The answer of a trader to one order. Made by the methods named after the outcomes.</summary>
public readonly record struct OrderResult
{
    private OrderResult(
        OrderResultKind kind, long quantity, Price price, decimal fees, string? message, string? brokerOrderId)
    {
        Kind = kind;
        Quantity = quantity;
        Price = price;
        Fees = fees;
        Message = message;
        BrokerOrderId = brokerOrderId;
    }

    /// <summary>The outcome.</summary>
    public OrderResultKind Kind { get; }

    /// <summary>The traded quantity; zero where nothing was traded.</summary>
    public long Quantity { get; }

    /// <summary>The price of what was traded.</summary>
    public Price Price { get; }

    /// <summary>The fees of what was traded, zero or more.</summary>
    public decimal Fees { get; }

    /// <summary>Why it failed.</summary>
    public string? Message { get; }

    /// <summary>The broker's own id of the order.</summary>
    public string? BrokerOrderId { get; }

    /// <summary>All of the order was traded.</summary>
    public static OrderResult Filled(long quantity, Price price, decimal fees, string? brokerOrderId = null) =>
        new(OrderResultKind.Filled, quantity, price, fees, null, brokerOrderId);

    /// <summary>A part was traded, the rest is open.</summary>
    public static OrderResult PartiallyFilled(
        long quantity, Price price, decimal fees, string? brokerOrderId = null) =>
        new(OrderResultKind.PartiallyFilled, quantity, price, fees, null, brokerOrderId);

    /// <summary>The broker has the order and it is open.</summary>
    public static OrderResult Accepted(string? brokerOrderId = null) =>
        new(OrderResultKind.Accepted, 0, default, 0, null, brokerOrderId);

    /// <summary>It was cancelled before anything was traded.</summary>
    public static OrderResult Cancelled(string? brokerOrderId = null) =>
        new(OrderResultKind.Cancelled, 0, default, 0, null, brokerOrderId);

    /// <summary>It was certainly not executed, for the given reason.</summary>
    public static OrderResult Failed(string message) =>
        new(OrderResultKind.Failed, 0, default, 0, message, null);
}
