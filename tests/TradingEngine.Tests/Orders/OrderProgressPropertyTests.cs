using CsCheck;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Tests.Orders;

/// <summary>Whatever is said of an order and in whatever order: its events sum up to what the broker has.</summary>
[TestFixture]
public sealed class OrderProgressPropertyTests
{
    private const int Iterations = 20_000;

    [Test]
    public void ShouldSumUpToWhatTheBrokerHas() => AnswerScript.Any.Sample(
        script =>
        {
            var progress = new OrderProgress(script.Broker.Order.Id, script.Broker.Order.Quantity, OrderState.Sent);
            var quantity = 0L;
            var cost = 0m;
            var fees = 0m;
            foreach (var answer in script.Answers)
            {
                var update = progress.Apply(answer);
                quantity += update.FillQuantity;
                cost += update.FillQuantity * update.FillPrice.ToDecimal();
                fees += update.FillFees;
                Assert.That(update.FillQuantity, Is.Zero.Or.Positive);
                Assert.That(update.FillPrice.IsPositive, Is.EqualTo(update.FillQuantity > 0));
            }

            // The average is rounded at eight decimals once, and each fill's price again.
            var broker = script.Broker;
            var rounding = 0.000_000_005m * broker.FilledQuantity;
            Assert.That((quantity, fees), Is.EqualTo((broker.FilledQuantity, broker.Fees)));
            Assert.That(
                cost, Is.EqualTo(broker.FilledQuantity * broker.AveragePrice.ToDecimal()).Within(rounding));
            Assert.That(progress.FilledQuantity, Is.EqualTo(broker.FilledQuantity));
            Assert.That(progress.State, Is.EqualTo(StateOf(script)));
        },
        iter: Iterations);

    [Test]
    public void ShouldGiveEachEventAnIdOfItsOwn() => AnswerScript.Any.Sample(
        script => Assert.That(EventsOf(script).Select(one => one.EventId), Is.Unique),
        iter: Iterations);

    [Test]
    public void ShouldNumberTheEventsOfAType() => AnswerScript.Any.Sample(
        script =>
        {
            foreach (var type in EventsOf(script).GroupBy(one => one.Type))
            {
                var ids = type.Select((one, index) => OrderIdentity.EventIdOf(one.OrderId, type.Key, index));
                Assert.That(type.Select(one => one.EventId), Is.EqualTo(ids));
            }
        },
        iter: Iterations);

    [Test]
    public void ShouldReplayItsEvents() => AnswerScript.Any.Sample(
        script =>
        {
            var order = script.Broker.Order;
            var progress = new OrderProgress(order.Id, order.Quantity, OrderState.Sent);
            var replayed = new OrderProgress(order.Id, order.Quantity, OrderState.Sent);
            foreach (var answer in script.Answers)
            {
                foreach (var recorded in EventsOf(ref progress, progress.Apply(answer), order))
                {
                    replayed.Replay(
                        recorded.Type, recorded.Quantity, recorded.Price, recorded.Fees, recorded.BrokerOrderId);
                }

                Assert.That(
                    (replayed.State, replayed.FilledQuantity, replayed.Fees, replayed.OpenQuantity),
                    Is.EqualTo((progress.State, progress.FilledQuantity, progress.Fees, progress.OpenQuantity)));
            }

            // Its next events must have the ids that the first life would have given them.
            foreach (var type in Enum.GetValues<OrderEventType>())
            {
                Assert.That(replayed.NextOrdinal(type), Is.EqualTo(progress.NextOrdinal(type)));
            }
        },
        iter: Iterations);

    private static OrderState StateOf(AnswerScript script) => script.Broker.ToResult().Kind switch
    {
        OrderResultKind.Accepted => OrderState.Accepted,
        OrderResultKind.PartiallyFilled => OrderState.PartiallyFilled,
        OrderResultKind.Filled => OrderState.Filled,
        _ => OrderState.Cancelled,
    };

    private static List<OrderEvent> EventsOf(AnswerScript script)
    {
        var order = script.Broker.Order;
        var progress = new OrderProgress(order.Id, order.Quantity, OrderState.Sent);
        var events = new List<OrderEvent>();
        foreach (var answer in script.Answers)
        {
            events.AddRange(EventsOf(ref progress, progress.Apply(answer), order));
        }

        return events;
    }

    /// <summary>The events of an update as the reporter makes them: the fill first, then the state.</summary>
    private static List<OrderEvent> EventsOf(ref OrderProgress progress, in OrderUpdate update, Order order)
    {
        var events = new List<OrderEvent>();
        if (update.FillQuantity > 0)
        {
            events.Add(EventOf(ref progress, update.FillType, order) with
            {
                Quantity = update.FillQuantity,
                Price = update.FillPrice,
                Fees = update.FillFees,
            });
        }

        if (update.StateType is { } type)
        {
            events.Add(EventOf(ref progress, type, order));
        }

        return events;
    }

    private static OrderEvent EventOf(ref OrderProgress progress, OrderEventType type, Order order) => new()
    {
        EventId = OrderIdentity.EventIdOf(order.Id, type, progress.NextOrdinal(type)),
        Type = type,
        OrderId = order.Id,
        Signal = order.Signal,
        Side = order.Side,
        Trader = "broker",
        ExecutionMode = "simulated",
        Quantity = order.Quantity,
        Timestamp = order.Timestamp,
        BrokerOrderId = progress.BrokerOrderId,
    };
}
