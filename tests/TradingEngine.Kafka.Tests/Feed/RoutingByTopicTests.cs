using TradingEngine.Kafka.Tests.Support;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Kafka.Tests.Feed;

/// <summary>Each topic with signals is bound to its trader.</summary>
[Parallelizable]
[TestFixture]
public sealed class RoutingByTopicTests
{
    [Test]
    public async Task ShouldGiveEachTopicToItsTrader()
    {
        using var rig = new KafkaRig(hasTopics: false);
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.SignalRouting = SignalRouting.ByTopic;
        rig.Kafka.CreateTopics(rig.Options, "paper", "zerodha");
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(
            rig.Options,
            builder => builder.AddTrader("zerodha", new PaperTrader(new PaperTraderOptions { SlippagePercent = 0 })));
        var both = KafkaRig.BytesOf(Make.Signal("both"));
        rig.Send(TopicNames.SignalsValidated("paper"), "k", both);
        rig.Send(TopicNames.SignalsValidated("zerodha"), "k", both);
        rig.Send(TopicNames.SignalsValidated("zerodha"), "k", KafkaRig.BytesOf(Make.Signal("one")));
        rig.Send(TopicNames.SignalsValidated("zerodha"), "k", KafkaRig.BytesOf(Make.Signal("one")));
        engine.WaitForEvents(3);
        engine.WaitUntil(
            () => rig.CommittedOffsets(TopicNames.SignalsValidated("zerodha")).Max() == 3, "a commit of all");

        using var reader = new TopicReader(
            rig.Kafka.BootstrapServers, "paper.orders.filled", "zerodha.orders.filled");
        Assert.That(
            reader.ReadAll().Select(message => $"{message.Topic} {TopicReader.CauseOf(message)}"),
            Is.EquivalentTo(new[]
            {
                "paper.orders.filled both", "zerodha.orders.filled both", "zerodha.orders.filled one",
            }));
        Assert.That(engine.Sink.Events.Select(each => each.EventId), Is.Unique);
    }

    [Test]
    public async Task ShouldGiveTheSignalsOfATraderToItsShadowWhereTheRoutesSaySo()
    {
        using var rig = new KafkaRig(hasTopics: false);
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.SignalRouting = SignalRouting.ByTopic;
        rig.Kafka.CreateTopics(rig.Options, "paper", "zerodha", "zerodha.shadow");
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(rig.Options, builder => builder
            .AddTrader("zerodha", new PaperTrader())
            .AddShadow("zerodha")
            .ConfigureRoutes(routes => routes.Route("momentum", "zerodha.shadow").DecideBoundSignals()));
        rig.Send(TopicNames.SignalsValidated("paper"), "k", KafkaRig.BytesOf(Make.Signal("paper-is-off")));
        rig.Send(TopicNames.SignalsValidated("zerodha"), "k", KafkaRig.BytesOf(Make.Signal("shadowed")));
        engine.WaitForEvents(1);
        engine.WaitUntil(
            () => rig.CommittedOffsets(TopicNames.SignalsValidated("zerodha")).Max() == 1
                && rig.CommittedOffsets(TopicNames.SignalsValidated("paper")).Max() == 1,
            "a commit of both");

        using var reader = new TopicReader(
            rig.Kafka.BootstrapServers, "paper.orders.filled", "zerodha.orders.filled", "zerodha.shadow.orders.filled");
        Assert.That(
            reader.ReadAll().Select(message => $"{message.Topic} {TopicReader.CauseOf(message)}"),
            Is.EqualTo(new[] { "zerodha.shadow.orders.filled shadowed" }));
    }
}
