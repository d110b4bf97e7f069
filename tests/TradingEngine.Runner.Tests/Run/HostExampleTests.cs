using TradingEngine.Kafka;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Model;
using TradingEngine.Runner.Kafka;

namespace TradingEngine.Runner.Tests.Run;

/// <summary>The host of the README, as a process against an embedded broker.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class HostExampleTests
{
    [Test]
    public void ShouldFillASignal()
    {
        using var kafka = EmbeddedKafka.Start();
        kafka.CreateTopics(new KafkaOptions(), "paper");
        using var producer = new MarketProducer(
            kafka.BootstrapServers, TopicNames.MarketTicks, TopicNames.SignalsValidated("paper"));
        var now = TimeProvider.System.GetUtcNow();
        producer.Send(new MarketTick(1, Price.Parse("7"), 1, now), now);
        Assert.That(producer.Flush(TimeSpan.FromMinutes(1)));
        using var host = BackgroundRunner.StartProgram(
            Path.Combine(AppContext.BaseDirectory, "TradingEngine.HostExample.dll"),
            $"--Kafka:BootstrapServers={kafka.BootstrapServers}",
            "--Kafka:Consumer:fetch.wait.max.ms=1");
        host.WaitForLog("Got the partitions");
        producer.Send(
            new TradingSignal
            {
                SignalId = "a",
                StrategyId = "momentum",
                InstrumentToken = 1,
                Type = SignalType.Buy,
                Quantity = 10,
                Timestamp = TimeProvider.System.GetUtcNow(),
            },
            now);

        using var topics = new OrderTopics(kafka.BootstrapServers, "paper");
        topics.ReadUntil(1);

        Assert.That(topics.FillsBySignal.Keys, Is.EqualTo(new[] { "a" }));
        Assert.That(host.Terminate(), Is.Zero, host.Text);
    }
}
