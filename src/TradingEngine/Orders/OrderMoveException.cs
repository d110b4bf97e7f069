using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>An order cannot go from the one state to the other.</summary>
public sealed class OrderMoveException : InvalidOperationException
{
    /// <summary>Names the order, the states and the reason.</summary>
    public OrderMoveException(OrderId orderId, OrderState from, OrderState to, string? reason = null)
        : base($"Order {orderId} cannot go from {from} to {to}{(reason is null ? "" : $": {reason}")}.")
    {
        OrderId = orderId;
        From = from;
        To = to;
    }

    /// <summary>The order.</summary>
    public OrderId OrderId { get; }

    /// <summary>The state that it is in and stays in.</summary>
    public OrderState From { get; }

    /// <summary>The state that it cannot take.</summary>
    public OrderState To { get; }
}
