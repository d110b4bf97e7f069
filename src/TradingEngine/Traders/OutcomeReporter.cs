using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Risk;

namespace TradingEngine.Traders;

/// <summary>Turns the changes of orders into events. Nothing that a trader does is only logged.</summary>
internal sealed class OutcomeReporter
{
    private readonly IEventOutlet _outlet;
    private readonly RiskGate _risk;
    private readonly LatencyWindow _latencies;
    private readonly bool _isJournaled;

    /// <param name="outlet">Where events and alerts go.</param>
    /// <param name="risk">Told what is filled and what has ended.</param>
    /// <param name="latencies">Takes the time from each signal to the first event of its order.</param>
    /// <param name="isJournaled">
    /// True where an order that is unknown is on disk, so that its signal need not be delivered again.
    /// </param>
    public OutcomeReporter(IEventOutlet outlet, RiskGate risk, LatencyWindow latencies, bool isJournaled)
    {
        _outlet = outlet;
        _risk = risk;
        _latencies = latencies;
        _isJournaled = isJournaled;
    }

    /// <summary>Publishes what an answer changed: the fill first, then the state.</summary>
    /// <param name="trader">The trader of the order.</param>
    /// <param name="order">The order.</param>
    /// <param name="progress">What is known of it now; its events are counted there.</param>
    /// <param name="update">What changed.</param>
    /// <param name="message">Why, for a failure and an unknown outcome.</param>
    /// <param name="timestamp">The time of the events.</param>
    /// <param name="delivery">The signal's delivery, held for the order; null where that is done.</param>
    /// <returns>The delivery where it is still held for the order, else null: the events have taken it over.</returns>
    public SignalDelivery? Report(
        TraderHandle trader,
        in Order order,
        ref OrderProgress progress,
        in OrderUpdate update,
        string? message,
        DateTimeOffset timestamp,
        SignalDelivery? delivery)
    {
        CountRisk(trader, order, progress, update, timestamp);
        return Publish(trader, order, ref progress, update, message, timestamp, delivery);
    }

    private SignalDelivery? Publish(
        TraderHandle trader,
        in Order order,
        ref OrderProgress progress,
        in OrderUpdate update,
        string? message,
        DateTimeOffset timestamp,
        SignalDelivery? delivery)
    {
        if (update.FillQuantity > 0)
        {
            if (update.StateType is not null)
            {
                delivery?.Hold();
            }

            Publish(MakeEvent(trader, order, ref progress, update.FillType, timestamp) with
            {
                Quantity = update.FillQuantity,
                Price = update.FillPrice,
                Fees = update.FillFees,
                Delivery = delivery,
            });
            delivery = update.StateType is null ? null : delivery;
        }

        if (update.StateType is not { } type)
        {
            return delivery;
        }

        var isKept = type == OrderEventType.Unknown && !_isJournaled;
        Publish(MakeEvent(trader, order, ref progress, type, timestamp) with
        {
            ErrorMessage = type is OrderEventType.Failed or OrderEventType.Unknown ? message : null,
            Delivery = isKept ? null : delivery,
        });
        if (type == OrderEventType.Unknown)
        {
            TellOfUnknown(trader, order, message, timestamp);
        }

        return isKept ? delivery : null;
    }

    /// <summary>Publishes the failure of an order that the risk gate has not let pass.</summary>
    public void Fail(TraderHandle trader, in Order order, string message, DateTimeOffset timestamp)
    {
        var progress = new OrderProgress(order.Id, order.Quantity);
        var update = progress.Apply(OrderResult.Failed(message));
        RecordLatency(order);
        Publish(trader, order, ref progress, update, message, timestamp, order.Delivery);
    }

    private void CountRisk(
        TraderHandle trader,
        in Order order,
        in OrderProgress progress,
        in OrderUpdate update,
        DateTimeOffset timestamp)
    {
        var isTerminal = OrderProgress.IsTerminal(progress.State);
        var unfilled = order.Quantity - progress.FilledQuantity;
        var isLast = isTerminal && unfilled == 0;
        if (update.FillQuantity > 0)
        {
            _risk.OnFill(
                trader.Name,
                order.StrategyId,
                order.InstrumentToken,
                order.Side,
                update.FillQuantity,
                update.FillPrice,
                update.FillFees,
                timestamp.UtcTicks,
                isLast);
        }

        if (isTerminal && !isLast)
        {
            _risk.OnClosed(trader.Name, order.StrategyId, order.InstrumentToken, order.Side, unfilled);
        }
    }

    /// <summary>Records the time from the signal to the first event of its order.</summary>
    /// <remarks>
    /// Called before the publish, which may also have to wake the thread of the sinks: this event does not wait for that.
    /// </remarks>
    public void RecordLatency(in Order order) => _latencies.RecordSince(order.PublishedTimestamp);

    public void Alert(
        AlertKind kind, AlertSeverity severity, string message, TraderHandle trader, DateTimeOffset timestamp) =>
        _outlet.Publish(new Alert(kind, severity, message, trader.Name, timestamp));

    private static OrderEvent MakeEvent(
        TraderHandle trader,
        in Order order,
        ref OrderProgress progress,
        OrderEventType type,
        DateTimeOffset timestamp)
    {
        trader.Count(type);
        return new OrderEvent
        {
            EventId = OrderIdentity.EventIdOf(order.Id, type, progress.NextOrdinal(type)),
            Type = type,
            OrderId = order.Id,
            Signal = order.Signal,
            Side = order.Side,
            Trader = trader.Name,
            ExecutionMode = trader.ExecutionMode,
            Quantity = order.Quantity,
            Price = order.Signal.Price,
            Timestamp = timestamp,
            BrokerOrderId = progress.BrokerOrderId,
            MustBeDurable = trader.Durability == OrderDurability.BeforeSend,
        };
    }

    private void Publish(in OrderEvent orderEvent) => _outlet.Publish(orderEvent);

    private void TellOfUnknown(TraderHandle trader, in Order order, string? message, DateTimeOffset timestamp) => Alert(
        AlertKind.OrderOutcomeUnknown,
        AlertSeverity.Critical,
        $"The outcome of order {order.Id} of trader '{trader.Name}' ({order.Side} {order.Quantity} of " +
        $"{order.InstrumentToken} for {order.StrategyId}) is not known: {message ?? "its broker does not know it any more"}",
        trader,
        timestamp);
}
