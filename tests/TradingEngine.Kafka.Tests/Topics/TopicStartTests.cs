using TradingEngine.Kafka.Tests.Support;

namespace TradingEngine.Kafka.Tests.Topics;

/// <summary>What is wrong with topics or brokers is said at the start.</summary>
[Parallelizable]
[TestFixture]
public sealed class TopicStartTests
{
    [Test]
    public async Task ShouldNameEveryMissingTopic()
    {
        using var rig = new KafkaRig(hasTopics: false);
        rig.Kafka.CreateTopic("market.ticks", 12);
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningEngine.StartAsync(rig.Options));
        using var scope = Assert.EnterMultipleScope();
        foreach (var topic in new[]
        {
            "market.ticks.dlq", "paper.signals.validated", "paper.signals.validated.dlq", "paper.orders.submitted",
            "paper.orders.filled", "paper.orders.failed",
        })
        {
            Assert.That(error!.Message, Does.Contain($" {topic}").And.Contain(rig.Kafka.BootstrapServers));
        }

        Assert.That(error!.Message, Does.Not.Contain("market.ticks,"));
    }

    [Test]
    public async Task ShouldSayThatTopicsCouldNotBeCreated()
    {
        using var rig = new KafkaRig(hasTopics: false);
        rig.Options.MissingTopics = MissingTopics.Create;
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningEngine.StartAsync(rig.Options));
        Assert.That(error!.Message, Does.Contain("could not be created").And.Contain("paper.orders.filled"));
    }

    [Test]
    public async Task ShouldSayThatThereIsNoBroker()
    {
        using var rig = new KafkaRig(hasTopics: false);
        rig.Kafka.SetAllDown();
        rig.Options.StartTimeout = TimeSpan.FromMilliseconds(200);
        var error = await Assert.ThrowsAsync<TimeoutException>(() => RunningEngine.StartAsync(rig.Options));
        Assert.That(error!.Message, Does.Contain(rig.Kafka.BootstrapServers));
    }

    [Test]
    public async Task ShouldNameTheTicksWhoseLeaderIsAway()
    {
        using var rig = new KafkaRig(brokerCount: 2);
        for (var partition = 0; partition < 12; partition++)
        {
            rig.Kafka.MoveLeader(TopicNames.MarketTicks, partition, 2);
        }

        rig.Kafka.SetDown(2);
        rig.Options.StartTimeout = TimeSpan.FromMilliseconds(200);
        var error = await Assert.ThrowsAsync<TimeoutException>(() => RunningEngine.StartAsync(rig.Options));
        Assert.That(error!.Message, Does.Contain(TopicNames.MarketTicks));
    }

    [Test]
    public async Task ShouldNameABrokerThatIsNoTrader()
    {
        using var rig = new KafkaRig();
        rig.Options.SignalRouting = SignalRouting.ByTopic;
        rig.Options.ActiveBrokers.Add("nobody");
        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => RunningEngine.StartAsync(rig.Options));
        Assert.That(error!.Message, Does.Contain("'nobody'").And.Contain("paper"));
    }
}
