using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests;

/// <summary>When a source hears that the engine is done with a signal.</summary>
[TestFixture(Topology.Inline)]
[TestFixture(Topology.Fused)]
[TestFixture(Topology.ThreadPerStage)]
public sealed class DeliveryTests(Topology topology)
{
    [Test]
    public async Task ShouldCompleteWhenTheEventHasReachedTheSinks()
    {
        await using var test = await StartPaper();
        var delivery = new CountedDelivery();
        test.Engine.Publish(Make.Tick(1, "7"));

        Assert.That(test.Engine.Ingress.TryPublish(Make.Signal("a"), delivery), Is.EqualTo(PublishResult.Published));
        var events = test.Drain();

        Assert.That(events, Has.Count.EqualTo(1));
        Assert.That(delivery.CompletedCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldCompleteASignalThatIsRejected()
    {
        await using var test = await StartPaper();
        var first = new CountedDelivery();
        var duplicate = new CountedDelivery();
        var hold = new CountedDelivery();
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Ingress.TryPublish(Make.Signal("a"), first);
        test.Engine.Ingress.TryPublish(Make.Signal("a"), duplicate);
        test.Engine.Ingress.TryPublish(Make.Signal("h", SignalType.Hold), hold);
        test.Drain();

        Assert.That(
            new[] { first.CompletedCount, duplicate.CompletedCount, hold.CompletedCount }, Is.EqualTo(new[] { 1, 1, 1 }));
    }

    [Test]
    public async Task ShouldWaitForEverySinkThatHoldsIt()
    {
        var sink = new HoldingSink();
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader<PaperTrader>("one").AddTrader<PaperTrader>("two").RouteOthers("one", "two").AddSink(sink));
        var delivery = new CountedDelivery();
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Ingress.TryPublish(Make.Signal("a"), delivery);
        test.Drain();

        Assert.That(sink.Held, Has.Count.EqualTo(2));
        Assert.That(delivery.CompletedCount, Is.Zero);
        sink.Acknowledge();
        Assert.That(delivery.CompletedCount, Is.Zero);
        sink.Acknowledge();
        Assert.That(delivery.CompletedCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldWaitForATraderInItsLane()
    {
        using var gate = new GateTrader();
        await using var test = await TestEngine.StartAsync(
            topology, builder => builder.AddTrader("live", gate).RouteOthers("live"));
        var delivery = new CountedDelivery();
        test.Engine.Ingress.TryPublish(Make.Signal("a"), delivery);
        Assert.That(gate.WaitUntilEntered());

        Assert.That(delivery.CompletedCount, Is.Zero);
        gate.Open();
        test.Drain();
        Assert.That(delivery.CompletedCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldNeverCompleteAnOrderWhoseOutcomeIsNotKnown()
    {
        using var gate = new GateTrader();
        var delivery = new CountedDelivery();
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("live", gate).RouteOthers("live").Configure(options => options.StopTimeout = TimeSpan.Zero));
        test.Engine.Ingress.TryPublish(Make.Signal("a"), delivery);
        Assert.That(gate.WaitUntilEntered());

        await test.Engine.StopAsync();
        gate.Open();

        Assert.That(test.Engine.GetStatus().Traders[0].UnknownCount, Is.EqualTo(1));
        Assert.That(delivery.CompletedCount, Is.Zero);
    }

    [Test]
    public async Task ShouldLeaveTheDeliveryWithTheSourceWhenTheSignalIsRefused()
    {
        await using var test = await StartPaper();
        var delivery = new CountedDelivery();

        var result = test.Engine.Ingress.TryPublish(Make.Signal("a", quantity: 0), delivery);

        Assert.That(result, Is.EqualTo(PublishResult.InvalidQuantity));
        Assert.That(delivery.IsCompleted, Is.False);
        delivery.Release();
        Assert.That(delivery.CompletedCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldSendABoundSignalPastTheRoutes()
    {
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader<PaperTrader>("one").AddTrader<PaperTrader>("two").RouteOthers("one"));
        test.Engine.Publish(Make.Tick(1, "7"));
        test.Engine.Publish(Make.Signal("a") with { Trader = "two" });
        test.Engine.Publish(Make.Signal("a") with { Trader = "one" });
        test.Engine.Publish(Make.Signal("a") with { Trader = "two" });
        test.Engine.Publish(Make.Signal("a") with { Trader = "three" });

        var events = test.Drain();

        Assert.That(events.Select(e => e.Trader), Is.EqualTo(new[] { "two", "one" }));
        Assert.That(events.Select(e => e.OrderId), Is.EqualTo(new[]
        {
            OrderIdentity.OrderIdOf("a", "two"), OrderIdentity.OrderIdOf("a", "one"),
        }));
        Assert.That(test.Count(RejectReason.Duplicate), Is.EqualTo(1));
        Assert.That(test.Count(RejectReason.NoRoute), Is.EqualTo(1));
    }

    [Test]
    public void ShouldNoticeADeliveryThatIsLetGoTooOften()
    {
        var delivery = new CountedDelivery();
        delivery.Release();

        Assert.That(delivery.Release, Throws.InvalidOperationException);
        Assert.That(delivery.CompletedCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldNoticeADeliveryThatIsHeldTooLate()
    {
        var delivery = new CountedDelivery();
        delivery.Release();

        Assert.That(delivery.Hold, Throws.InvalidOperationException);
    }

    private Task<TestEngine> StartPaper() => TestEngine.StartAsync(
        topology, builder => builder.AddTrader<PaperTrader>("paper").RouteOthers("paper"));
}
