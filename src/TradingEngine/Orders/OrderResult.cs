using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>
/// What a trader says of one order: the whole of it so far, never only what is new. Made by the methods named after the
/// outcomes.
/// </summary>
/// <remarks>
/// Quantity, price and fees are sums over the whole order, as brokers report them. The engine takes away what it knew
/// and finds the quantity, the price and the fees of what is new; a repeated or late answer changes nothing.
/// </remarks>
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

    /// <summary>The quantity traded so far; zero where nothing was traded.</summary>
    public long Quantity { get; }

    /// <summary>The average price of what was traded so far.</summary>
    public Price Price { get; }

    /// <summary>The fees of what was traded so far, zero or more.</summary>
    public decimal Fees { get; }

    /// <summary>Why it failed, was rejected or is not known.</summary>
    public string? Message { get; }

    /// <summary>The broker's own id of the order.</summary>
    public string? BrokerOrderId { get; }

    /// <summary>All of the order was traded.</summary>
    public static OrderResult Filled(long quantity, Price price, decimal fees, string? brokerOrderId = null) =>
        new(OrderResultKind.Filled, quantity, price, fees, null, brokerOrderId);

    /// <summary>A part was traded so far, the rest is open.</summary>
    public static OrderResult PartiallyFilled(
        long quantity, Price price, decimal fees, string? brokerOrderId = null) =>
        new(OrderResultKind.PartiallyFilled, quantity, price, fees, null, brokerOrderId);

    /// <summary>The broker has the order and it is open; nothing was traded.</summary>
    public static OrderResult Accepted(string? brokerOrderId = null) =>
        new(OrderResultKind.Accepted, 0, default, 0, null, brokerOrderId);

    /// <summary>It was cancelled before anything was traded.</summary>
    public static OrderResult Cancelled(string? brokerOrderId = null) =>
        new(OrderResultKind.Cancelled, 0, default, 0, null, brokerOrderId);

    /// <summary>A part was traded, and the rest was cancelled.</summary>
    public static OrderResult CancelledAfterFill(
        long quantity, Price price, decimal fees, string? brokerOrderId = null) =>
        new(OrderResultKind.Cancelled, quantity, price, fees, null, brokerOrderId);

    /// <summary>It certainly never reached the broker, for the given reason.</summary>
    public static OrderResult Failed(string message) =>
        new(OrderResultKind.Failed, 0, default, 0, message, null);

    /// <summary>The broker refused it, for the given reason.</summary>
    public static OrderResult Rejected(string message, string? brokerOrderId = null) =>
        new(OrderResultKind.Rejected, 0, default, 0, message, brokerOrderId);

    /// <summary>It may have reached the broker: a timeout, a cut connection, an answer that says nothing.</summary>
    public static OrderResult Unknown(string message) =>
        new(OrderResultKind.Unknown, 0, default, 0, message, null);

    /// <summary>
    /// The broker was asked and knows no such order now. That it never got it is concluded only after the trader's
    /// waiting time.
    /// </summary>
    public static OrderResult NotFound() => new(OrderResultKind.NotFound, 0, default, 0, null, null);
}
