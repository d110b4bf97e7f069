using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Portfolio;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Support;

/// <summary>Order events as another engine writes them, and what the order topics hold.</summary>
internal static class OrderPost
{
    /// <summary>An event of an order that the trader makes of a signal with this id.</summary>
    public static OrderEvent Event(
        string signalId,
        OrderEventType type,
        long quantity = 10,
        string price = "50",
        string trader = "paper",
        int ordinal = 0,
        int second = 0)
    {
        var id = OrderIdentity.OrderIdOf(signalId, trader);
        return new OrderEvent
        {
            EventId = OrderIdentity.EventIdOf(id, type, ordinal),
            Type = type,
            OrderId = id,
            Signal = Make.Signal(signalId),
            Side = Side.Buy,
            Trader = trader,
            ExecutionMode = "paper",
            Quantity = quantity,
            Price = Price.Parse(price),
            Timestamp = Make.Time.AddSeconds(second),
        };
    }

    /// <summary>The bytes of an event.</summary>
    public static byte[] BytesOf(OrderEvent orderEvent) =>
        KafkaRig.Json(writer => OrderEventJson.Write(writer, orderEvent));

    /// <summary>Sends an event to its topic.</summary>
    public static void Send(KafkaRig rig, OrderEvent orderEvent) => rig.Send(
        orderEvent.IsFill ? TopicNames.OrdersFilled(orderEvent.Trader)
            : orderEvent.Type == OrderEventType.Failed ? TopicNames.OrdersFailed(orderEvent.Trader)
            : TopicNames.OrdersSubmitted(orderEvent.Trader),
        "k",
        BytesOf(orderEvent));

    /// <summary>All fills at the broker, repeats included.</summary>
    public static List<OrderEvent> ReadFills(KafkaRig rig, string trader = "paper")
    {
        using var reader = new TopicReader(rig.Kafka.BootstrapServers, TopicNames.OrdersFilled(trader));
        return reader.ReadAll().ConvertAll(message =>
            OrderEventJsonReader.TryRead(message.Message.Value, out var fill, out var error)
                ? fill
                : throw new InvalidDataException(error));
    }

    /// <summary>Signals 0 to <paramref name="count"/> have one fill each, by its id and by its message.</summary>
    public static void AssertFilledOnce(KafkaRig rig, int count)
    {
        var fills = ReadFills(rig);
        Assert.That(
            fills.Select(fill => fill.Signal.SignalId),
            Is.EquivalentTo(Enumerable.Range(0, count).Select(i => $"s-{i}")));
        Assert.That(fills.Select(fill => fill.EventId), Is.Unique);
    }

    /// <summary>An engine's positions are the fold of all fills at the broker.</summary>
    public static void AssertHoldsAll(RunningEngine engine, KafkaRig rig)
    {
        engine.WaitUntilIdle();
        Assert.That(engine.Engine.Positions.GetPositions(), Is.EquivalentTo(Fold(ReadFills(rig))));
    }

    /// <summary>What fills come to, by trader, strategy and instrument.</summary>
    public static IEnumerable<Position> Fold(IEnumerable<OrderEvent> fills)
    {
        var ledger = new PositionLedger();
        foreach (var fill in fills)
        {
            ledger.Apply(fill);
        }

        return ledger.GetPositions();
    }
}
