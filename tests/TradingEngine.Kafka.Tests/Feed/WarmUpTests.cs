using Confluent.Kafka;
using TradingEngine.Diagnostics;
using TradingEngine.Kafka.Embedded;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Feed;

/// <summary>Prices are there before the first signal.</summary>
[Parallelizable]
[TestFixture(TickReading.Client)]
[TestFixture(TickReading.BatchQueue)]
public sealed class WarmUpTests(TickReading reading)
{
    [Test]
    public async Task ShouldFillEarlierSignalsAtTheNewestTick()
    {
        using var rig = MakeRig();
        rig.SendSignals(Enumerable.Range(1, 30).Select(i => Make.Signal($"s-{i}", token: i)));
        for (var token = 1; token <= 30; token++)
        {
            rig.SendTick(Make.Tick(token, "1"));
            rig.SendTick(Make.Tick(token, $"{token}.25"));
        }

        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitForEvents(30);

        Assert.That(
            engine.Sink.Events.Select(each => $"{each.Type} {each.Signal.InstrumentToken} {each.Price}"),
            Is.EquivalentTo(Enumerable.Range(1, 30).Select(i => $"Filled {i} {i}.25")));
        Assert.That(engine.HasAlert(AlertKind.WarmUpIncomplete), Is.False);
    }

    [Test]
    public async Task ShouldReadNoMoreThanIsAskedFor()
    {
        using var rig = MakeRig();
        rig.Options.WarmUpSpan = TimeSpan.Zero;
        rig.Options.WarmUpCount = 3;
        for (var i = 1; i <= 20; i++)
        {
            rig.SendTick(Make.Tick(1, $"{i}"));
        }

        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitUntil(() => engine.Status.IsWarm, "the warm-up");
        Assert.That(engine.Status.TickMessageCount, Is.EqualTo(3));
    }

    [Test]
    public async Task ShouldHaveNoPriceWithoutAWarmUp()
    {
        using var rig = MakeRig();
        rig.Options.WarmUpSpan = TimeSpan.Zero;
        rig.Options.WarmUpCount = 0;
        rig.SendTick(Make.Tick(1, "95.35"));
        rig.SendSignals(Make.Signal("s-1"));
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitForEvents(1);
        Assert.That(engine.Sink.Events[0].Type, Is.EqualTo(OrderEventType.Failed));
        rig.SendTick(Make.Tick(1, "96"));
        engine.WaitForTicks(1);
        rig.SendSignals(Make.Signal("s-2"));
        engine.WaitForEvents(2);
        Assert.That(engine.Sink.Events[1].Price, Is.EqualTo(Price.Parse("96")));
    }

    [Test]
    public async Task ShouldTellIfTheWarmUpIsIncomplete()
    {
        using var rig = MakeRig();
        rig.Options.WarmUpTimeout = TimeSpan.FromMilliseconds(100);
        rig.SendTick(Make.Tick(1, "95.35"));

        // Ticks that are there but cannot be read in that time.
        rig.Kafka.InjectErrors(
            KafkaApi.Fetch, [.. Enumerable.Repeat(ErrorCode.NotLeaderForPartition, 200)]);
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        engine.WaitUntil(() => engine.HasAlert(AlertKind.WarmUpIncomplete), "an alert");
        rig.Kafka.ClearErrors(KafkaApi.Fetch);
        rig.SendSignals(Make.Signal("s-1"));
        engine.WaitForEvents(1);
    }

    [Test]
    public async Task ShouldReadEveryTickInEveryEngine()
    {
        using var rig = MakeRig();
        await using var first = await RunningEngine.StartAsync(rig.Options);
        await using var second = await RunningEngine.StartAsync(rig.Options);
        for (var i = 0; i < 60; i++)
        {
            rig.PostTo(TopicNames.MarketTicks, i % 12, "k", KafkaRig.BytesOf(Make.Tick(i + 1, "95.35")));
        }

        rig.Flush();
        first.WaitForTicks(60);
        second.WaitForTicks(60);
        Assert.That((first.Status.TickPartitionCount, second.Status.TickPartitionCount), Is.EqualTo((12, 12)));
    }

    private KafkaRig MakeRig()
    {
        var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.TickReading = reading;
        return rig;
    }
}
