using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>
/// Turns what a trader answered into the one event of that order. Nothing that a trader does is only logged.
/// </summary>
internal sealed class OutcomeReporter
{
    private readonly IEventOutlet _outlet;
    private readonly LatencyWindow _latencies;

    public OutcomeReporter(IEventOutlet outlet, LatencyWindow latencies)
    {
        _outlet = outlet;
        _latencies = latencies;
    }

    /// <summary>
    /// Publishes the event of an answer; an answer that cannot be true becomes a failure and an alert.
    /// </summary>
    public void Report(TraderHandle trader, in Order order, in OrderResult result, DateTimeOffset timestamp)
    {
        if (FindFault(order, result) is { } fault)
        {
            var message = $"Trader '{trader.Name}' gave an answer that cannot be true: {fault}";
            Alert(
                AlertKind.TraderAnswerInvalid,
                AlertSeverity.Critical,
                $"{message} (order {order.Id})",
                trader,
                timestamp);
            Fail(trader, order, message, timestamp);
            return;
        }

        Publish(trader, order, result, timestamp);
    }

    /// <summary>Publishes an order that certainly was not executed.</summary>
    public void Fail(TraderHandle trader, in Order order, string message, DateTimeOffset timestamp) =>
        Publish(trader, order, OrderResult.Failed(message), timestamp);

    /// <summary>Publishes the failure of an order whose trader threw.</summary>
    public void Threw(TraderHandle trader, in Order order, Exception exception, DateTimeOffset timestamp)
    {
        var message = $"Trader '{trader.Name}' threw {exception.GetType().Name}: {exception.Message}";
        Alert(AlertKind.TraderThrew, AlertSeverity.Critical, $"{message} (order {order.Id})", trader, timestamp);
        Fail(trader, order, message, timestamp);
    }

    public void Alert(
        AlertKind kind, AlertSeverity severity, string message, TraderHandle trader, DateTimeOffset timestamp) =>
        _outlet.Publish(new Alert(kind, severity, message, trader.Name, timestamp));

    private void Publish(TraderHandle trader, in Order order, in OrderResult result, DateTimeOffset timestamp)
    {
        var type = TypeOf(result.Kind);
        var isFill = result.Quantity > 0;
        trader.Count(type);
        var orderEvent = new OrderEvent
        {
            EventId = OrderIdentity.EventIdOf(order.Id, type, 0),
            Type = type,
            OrderId = order.Id,
            Signal = order.Signal,
            Side = order.Side,
            Trader = trader.Name,
            ExecutionMode = trader.ExecutionMode,
            Quantity = isFill ? result.Quantity : order.Quantity,
            Price = isFill ? result.Price : order.Signal.Price,
            Fees = result.Fees,
            Timestamp = timestamp,
            ErrorMessage = result.Message,
            BrokerOrderId = result.BrokerOrderId,
            Delivery = order.Delivery,
        };

        // Before the publish, which may also have to wake the thread of the sinks: this event does not wait for that.
        _latencies.RecordSince(order.PublishedTimestamp);
        _outlet.Publish(orderEvent);
    }

    private static OrderEventType TypeOf(OrderResultKind kind) => kind switch
    {
        OrderResultKind.Accepted => OrderEventType.Placed,
        OrderResultKind.PartiallyFilled => OrderEventType.PartiallyFilled,
        OrderResultKind.Filled => OrderEventType.Filled,
        OrderResultKind.Cancelled => OrderEventType.Cancelled,
        _ => OrderEventType.Failed,
    };

    private static string? FindFault(in Order order, in OrderResult result)
    {
        switch (result.Kind)
        {
            case OrderResultKind.None:
                return "no outcome at all";
            case OrderResultKind.Filled when result.Quantity != order.Quantity:
                return $"a fill of {result.Quantity} for an order of {order.Quantity}";
            case OrderResultKind.PartiallyFilled when result.Quantity <= 0 || result.Quantity >= order.Quantity:
                return $"a partial fill of {result.Quantity} for an order of {order.Quantity}";
            case OrderResultKind.Filled or OrderResultKind.PartiallyFilled when !result.Price.IsPositive:
                return $"a fill at {result.Price}";
            default:
                return result.Fees < 0 ? $"fees of {result.Fees}" : null;
        }
    }
}
