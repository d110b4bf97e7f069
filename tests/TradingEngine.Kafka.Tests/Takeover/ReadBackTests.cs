using System.Collections.Concurrent;
using TradingEngine.Diagnostics;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;

namespace TradingEngine.Kafka.Tests.Takeover;

/// <summary>Signals wait until the orders of others are known; whatever is in the order topics, or in the way to them.</summary>
[Parallelizable]
[TestFixture]
public sealed class ReadBackTests
{
    [Test]
    public async Task ShouldTellOfWhatIsNoOrderEventAndTakeTheRest()
    {
        using var rig = MakeRig();
        OrderPost.Send(rig, OrderPost.Event("s-1", OrderEventType.Filled, quantity: 4));
        OrderPost.Send(rig, OrderPost.Event("s-1", OrderEventType.Filled, quantity: 5));
        foreach (var topic in (string[])["paper.orders.filled", "paper.orders.submitted", "paper.orders.failed"])
        {
            rig.Send(topic, null, null);
            rig.Send(topic, "k", "{\"id\":"u8.ToArray());
            rig.Send(topic, "k", OrderPost.BytesOf(OrderPost.Event("s-2", OrderEventType.Filled, trader: "other")));
        }

        rig.SendSignals(Make.Signal("s-1"), Make.Signal("s-2"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitForEvents(1);
        engine.WaitUntilIdle();

        Assert.That(engine.Sink.Events.Select(each => each.Signal.SignalId), Is.EqualTo(["s-2"]));
        Assert.That(engine.Engine.Positions.GetPositions().Single().Quantity, Is.EqualTo(14));
        engine.WaitUntil(() => engine.HasAlert(AlertKind.MessageRefused), "an alert");
        var alerts = engine.Sink.Alerts;
        Assert.That(
            alerts.Single(alert => alert.Kind == AlertKind.MessageRefused).Message, Does.StartWith("9 messages"));
        Assert.That(
            alerts.Single(alert => alert.Kind == AlertKind.OrdersReadBack).Message,
            Does.StartWith("Read 1 orders back from 11 messages in"));
        Assert.That(engine.Status.AdoptedOrderCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldReadNothingBackWithoutASpan()
    {
        using var rig = MakeRig();
        rig.Options.TakeoverSpan = TimeSpan.Zero;
        OrderPost.Send(rig, OrderPost.Event("s-1", OrderEventType.Filled));
        rig.SendSignals(Make.Signal("s-1"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitForEvents(1);
        Assert.That(engine.Status.AdoptedOrderCount, Is.Zero);
    }

    [Test]
    public async Task ShouldReadBackNoMoreThanIsAskedFor()
    {
        using var rig = MakeRig();
        rig.Options.TakeoverCount = 2;
        for (var i = 0; i < 10; i++)
        {
            rig.PostTo("paper.orders.filled", 0, "k", OrderPost.BytesOf(OrderPost.Event($"s-{i}", OrderEventType.Filled)));
        }

        rig.Flush();
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitForPartitions(KafkaRig.SignalPartitionCount);
        Assert.That(engine.Status.AdoptedOrderCount, Is.EqualTo(2), "the embedded broker finds nothing by time");
    }

    [Test]
    public async Task ShouldTakeNoSignalWhileTheOrderTopicsCannotBeRead()
    {
        using var rig = new KafkaRig(2);
        LeadFromBroker1(rig);
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.TakeoverTimeout = TimeSpan.FromMilliseconds(200);
        rig.SendTick(Make.Tick(1, "95.35"));
        OrderPost.Send(rig, OrderPost.Event("s-1", OrderEventType.Filled));
        rig.SendSignals(Make.Signal("s-1"), Make.Signal("s-2"));
        rig.Kafka.SetDown(2);
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitUntil(() => engine.HasAlert(AlertKind.ReadBackDelayed), "an alert");
        rig.SendTick(Make.Tick(1, "96"));
        engine.WaitForTicks(2);
        Assert.That(engine.Status.SignalMessageCount, Is.Zero);
        Assert.That(engine.Status.SignalPartitionsWaiting, Is.EqualTo(KafkaRig.SignalPartitionCount));
        rig.Kafka.SetUp(2);

        engine.WaitForEvents(1);
        engine.WaitUntilIdle();
        Assert.That(engine.Sink.Events.Select(each => each.Signal.SignalId), Is.EqualTo(["s-2"]));
        Assert.That(engine.Sink.Alerts.Count(alert => alert.Kind == AlertKind.ReadBackDelayed), Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldGoOnWithPartitionsThatStay()
    {
        using var rig = new KafkaRig(2);
        LeadFromBroker1(rig);
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Kafka.MoveCoordinator(rig.Options.GroupId, 1);
        rig.SendTick(Make.Tick(1, "95.35"));
        var load = new Load(rig);
        await using var first = await RunningEngine.StartAsync(rig.Options);
        await using (var second = await RunningEngine.StartAsync(rig.Options))
        {
            second.WaitForPartitions(KafkaRig.SignalPartitionCount / 2);
            first.WaitForPartitions(KafkaRig.SignalPartitionCount / 2);
            rig.Kafka.SetDown(2);
        }

        first.WaitUntil(() => first.Status.SignalPartitionsWaiting == 3, "three new partitions");
        load.Send(60);
        first.WaitForEvents(30);
        Assert.That(first.Status.SignalMessageCount, Is.EqualTo(30));
        Assert.That(first.Status.SignalPartitionsWaiting, Is.EqualTo(3));
        rig.Kafka.SetUp(2);

        first.WaitUntil(load.IsCommitted, "a commit of all");
        load.AssertFilledOnce();
    }

    [Test]
    public async Task ShouldAskTheBrokerBeforeItSendsWhatAnotherMayHaveSent()
    {
        using var rig = new KafkaRig(traders: "live");
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.SendTick(Make.Tick(1, "95.35"));
        OrderPost.Send(rig, OrderPost.Event("done", OrderEventType.Filled, trader: "live"));
        OrderPost.Send(rig, OrderPost.Event("resting", OrderEventType.Placed, trader: "live"));
        foreach (var id in (string[])["done", "resting", "sent", "unsent"])
        {
            rig.SendSignalsTo(0, Make.Signal(id));
        }

        var calls = new ConcurrentQueue<string>();
        RunningEngine? running = null;
        var trader = new DelegateTrader(order =>
        {
            calls.Enqueue($"send {order.Signal.SignalId} after {running!.Status.AdoptedOrderCount}");
            return OrderResult.Filled(order.Quantity, Price.Parse("90"), 0);
        })
        {
            Reconcile = orders => [.. orders.Select(order =>
            {
                calls.Enqueue($"look for {order.Order.Signal.SignalId} after {running!.Status.AdoptedOrderCount}");
                return new OrderEvidence(order.Order.Id, EvidenceOf(order));
            })],
        };
        await using var engine = running = await RunningEngine.StartAsync(
            rig.Options, builder => builder.AddTrader("live", trader).RouteOthers("live"), hasPaper: false);
        engine.WaitForEvents(3);
        engine.WaitForPartitions(KafkaRig.SignalPartitionCount);
        rig.SendSignalsTo(0, Make.Signal("new"));
        engine.WaitForEvents(4);

        Assert.That(calls, Is.EqualTo((string[])
        [
            "look for resting after 1", "look for sent after 1", "look for unsent after 1", "send unsent after 1",
            "send new after 1",
        ]));
        Assert.That(
            engine.Sink.Events.Select(each => $"{each.Type} {each.Signal.SignalId} {each.Price}"),
            Is.EqualTo((string[])["Filled resting 91", "Filled sent 91", "Filled unsent 90", "Filled new 90"]));
    }

    private static OrderResult EvidenceOf(OrderSnapshot order) => order.Order.Signal.SignalId == "unsent"
        ? OrderResult.NotFound()
        : OrderResult.Filled(order.Order.Quantity, Price.Parse("91"), 0);

    private static KafkaRig MakeRig()
    {
        var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.SendTick(Make.Tick(1, "95.35"));
        return rig;
    }

    /// <summary>All but the topics of submitted and failed orders, which are at broker 2.</summary>
    private static void LeadFromBroker1(KafkaRig rig)
    {
        for (var i = 0; i < 12; i++)
        {
            rig.Kafka.MoveLeader(TopicNames.MarketTicks, i, 1);
        }

        for (var i = 0; i < KafkaRig.SignalPartitionCount; i++)
        {
            rig.Kafka.MoveLeader(KafkaRig.SignalTopic, i, 1);
        }

        for (var i = 0; i < 3; i++)
        {
            rig.Kafka.MoveLeader("paper.orders.filled", i, 1);
            rig.Kafka.MoveLeader("paper.orders.submitted", i, 2);
            rig.Kafka.MoveLeader("paper.orders.failed", i, 2);
        }

        rig.Kafka.MoveCoordinator(rig.Options.GroupId, 1);
    }
}
