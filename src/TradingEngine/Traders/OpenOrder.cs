using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>An order on its way, from the moment a lane has it until it is terminal. Its desk's lock guards it.</summary>
internal sealed class OpenOrder
{
    /// <summary>What is known of it. A field, because the struct changes in place.</summary>
    public OrderProgress Progress;

    public OpenOrder(in Order order)
    {
        Order = order;
        Progress = new OrderProgress(order.Id, order.Quantity);
        Delivery = order.Delivery;
        MayBeSent = order.Delivery is { MayBeRepeated: true };
    }

    public OpenOrder(in Order order, in OrderProgress progress, DateTimeOffset sentAt)
    {
        Order = order;
        Progress = progress;
        SentAt = sentAt;
    }

    public Order Order { get; }

    /// <summary>The latest time at which it may have been sent.</summary>
    public DateTimeOffset SentAt { get; set; }

    /// <summary>True while the trader has it in hand: what the broker does not know yet says nothing then.</summary>
    public bool IsInFlight { get; set; }

    /// <summary>True where the order may be at the broker before it is sent from here.</summary>
    public bool MayBeSent { get; }

    /// <summary>True where the broker was not asked about it at the last time, because it was in flight.</summary>
    public bool WasSkipped { get; set; }

    /// <summary>True after someone asked for its cancellation.</summary>
    public bool IsCancelRequested { get; set; }

    /// <summary>The signal's delivery, held for the order until an event takes it over.</summary>
    public SignalDelivery? Delivery { get; set; }

    public bool IsTerminal => OrderProgress.IsTerminal(Progress.State);

    public OrderSnapshot Snapshot() => new()
    {
        Order = Order,
        State = Progress.State,
        FilledQuantity = Progress.FilledQuantity,
        BrokerOrderId = Progress.BrokerOrderId,
        SentAt = SentAt,
    };
}
