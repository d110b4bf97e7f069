using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.TestKit.Traders;

/// <summary>An order at a simulated broker, as it stood at one moment.</summary>
public sealed record class BrokerOrder
{
    /// <summary>The tag that it came with.</summary>
    public required string Tag { get; init; }

    /// <summary>The broker's own id.</summary>
    public required string BrokerOrderId { get; init; }

    /// <summary>The order as the trader had it.</summary>
    public required Order Order { get; init; }

    /// <summary>Until then the broker says that it knows no such order; it trades it nevertheless.</summary>
    public DateTimeOffset VisibleAt { get; init; } = DateTimeOffset.MinValue;

    /// <summary>How often an order with this tag came. More than once is a doubled order.</summary>
    public int ReceiptCount { get; init; } = 1;

    /// <summary>What became of it.</summary>
    public BrokerOrderState State { get; init; }

    /// <summary>The quantity traded so far.</summary>
    public long FilledQuantity { get; init; }

    /// <summary>What was traded so far: quantity times price, summed, exact.</summary>
    public decimal Cost { get; init; }

    /// <summary>The fees so far.</summary>
    public decimal Fees { get; init; }

    /// <summary>Why it was refused.</summary>
    public string? RejectMessage { get; init; }

    /// <summary>All that a trader could have answered about it, oldest first; the last is true now.</summary>
    public IReadOnlyList<OrderResult> History { get; init; } = [];

    /// <summary>What is not traded and not cancelled.</summary>
    public long OpenQuantity => State == BrokerOrderState.Open ? Order.Quantity - FilledQuantity : 0;

    /// <summary>The average price of what was traded, rounded to eight decimals; zero where nothing was.</summary>
    public Price AveragePrice => FilledQuantity == 0 ? default : Price.FromDecimalRounded(Cost / FilledQuantity);

    /// <summary>What a trader that tells the truth answers now.</summary>
    public OrderResult ToResult() => (State, FilledQuantity) switch
    {
        (BrokerOrderState.Rejected, _) => OrderResult.Rejected(RejectMessage ?? "Refused", BrokerOrderId),
        (BrokerOrderState.Filled, _) => OrderResult.Filled(FilledQuantity, AveragePrice, Fees, BrokerOrderId),
        (BrokerOrderState.Cancelled, 0) => OrderResult.Cancelled(BrokerOrderId),
        (BrokerOrderState.Cancelled, _) =>
            OrderResult.CancelledAfterFill(FilledQuantity, AveragePrice, Fees, BrokerOrderId),
        (_, 0) => OrderResult.Accepted(BrokerOrderId),
        _ => OrderResult.PartiallyFilled(FilledQuantity, AveragePrice, Fees, BrokerOrderId),
    };

    /// <summary>The same order with what is true now added to its history.</summary>
    internal BrokerOrder Remembered() => this with { History = [.. History, ToResult()] };
}
