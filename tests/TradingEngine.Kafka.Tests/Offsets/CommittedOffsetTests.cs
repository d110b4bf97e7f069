using TradingEngine.Kafka.Tests.Support;
using TradingEngine.Model;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Offsets;

/// <summary>What a group has committed, and what an engine with the same group begins with.</summary>
[Parallelizable]
[TestFixture(ConsumerGroupProtocol.Classic)]
[TestFixture(ConsumerGroupProtocol.Consumer)]
public sealed class CommittedOffsetTests(ConsumerGroupProtocol protocol)
{
    private const int Partition = 3;
    private const int Count = 20;

    [Test]
    public async Task ShouldNotPassAnUnfinishedSignal()
    {
        using var rig = MakeRig();
        var hold = new HoldSink("s-5", "s-9");
        await using var engine = await RunningEngine.StartAsync(rig.Options, builder => builder.AddSink(hold));
        rig.SendSignalsTo(Partition, Signals(0));
        engine.WaitUntil(() => hold.HeldCount == 2 && engine.Status.SignalsInFlight == 2, "all but two");
        engine.WaitUntil(() => rig.CommittedOffset(Partition) == 5, "a commit before the unfinished one");

        // Signals of another partition cause further commits, which must not take this one along.
        rig.SendSignalsTo(Partition + 1, Signals(100));
        engine.WaitUntil(() => rig.CommittedOffset(Partition + 1) == Count, "a commit of another partition");
        Assert.That(rig.CommittedOffset(Partition), Is.EqualTo(5));
        hold.Release("s-5");
        engine.WaitUntil(() => rig.CommittedOffset(Partition) == 9, "a commit before the second");
        hold.Release("s-9");
        engine.WaitUntil(() => rig.CommittedOffset(Partition) == Count, "a commit of all");
    }

    [Test]
    public async Task ShouldCommitWhenItStopsAndGoOnThere()
    {
        using var rig = MakeRig();
        rig.Options.CommitInterval = TimeSpan.FromHours(1);
        await using (var first = await RunningEngine.StartAsync(rig.Options))
        {
            rig.SendSignalsTo(Partition, Signals(0));
            first.WaitForEvents(Count);
            Assert.That(rig.CommittedOffset(Partition), Is.LessThan(Count));
        }

        Assert.That(rig.CommittedOffset(Partition), Is.EqualTo(Count));
        await using var second = await RunningEngine.StartAsync(rig.Options);
        rig.SendSignalsTo(Partition, Signals(100));
        second.WaitForEvents(Count);
        second.WaitUntilIdle();

        Assert.That(second.Status.SignalMessageCount, Is.EqualTo(Count));
        using var reader = new TopicReader(rig.Kafka.BootstrapServers, "paper.orders.filled");
        Assert.That(
            reader.ReadAll().Select(TopicReader.CauseOf),
            Is.EquivalentTo(Signals(0).Concat(Signals(100)).Select(signal => signal.SignalId)));
    }

    [Test]
    public async Task ShouldCommitByCount()
    {
        using var rig = MakeRig();
        rig.Options.CommitInterval = TimeSpan.FromHours(1);
        rig.Options.CommitCount = Count;
        await using var engine = await RunningEngine.StartAsync(rig.Options);
        rig.SendSignalsTo(Partition, Signals(0));
        engine.WaitUntil(() => rig.CommittedOffset(Partition) == Count, "a commit of all");
        Assert.That(engine.Status.CommitCount, Is.EqualTo(1));
    }

    [Test]
    public async Task ShouldGiveTheUncommittedToAnotherIfItDoesNotFinish()
    {
        await GiveToAnother(isHanging: false);
        if (protocol == ConsumerGroupProtocol.Classic)
        {
            // With the newer protocol the client allows no poll interval below 45 seconds, the session's length there.
            await GiveToAnother(isHanging: true);
        }
    }

    private async Task GiveToAnother(bool isHanging)
    {
        using var rig = MakeRig();

        // What comes again is to be executed again, so that it can be told here.
        rig.Options.TakeoverSpan = TimeSpan.Zero;
        if (isHanging)
        {
            rig.Options.Consumer["max.poll.interval.ms"] = "1000";
            rig.Options.Consumer["session.timeout.ms"] = "1000";
        }

        var hold = new HoldSink("s-5");
        await using var first = await RunningEngine.StartAsync(
            rig.Options,
            builder => builder.AddSink(hold)
                .Configure(options => options.StopTimeout = TimeSpan.FromMilliseconds(300)));
        rig.SendSignalsTo(Partition, Signals(0));
        first.WaitUntil(() => rig.CommittedOffset(Partition) == 5, "a commit before the unfinished one");
        first.WaitUntil(() => first.Status.UnacknowledgedCount == 0, "acknowledgements");
        await (isHanging ? first.AbandonAsync() : first.Engine.StopAsync());

        await using var second = await RunningEngine.StartAsync(rig.Options);
        second.WaitForEvents(Count - 5);
        second.WaitUntil(() => rig.CommittedOffset(Partition) == Count, "a commit of all");

        Assert.That(
            second.Sink.Events.Select(each => each.EventId),
            Is.EqualTo(first.Sink.Events.Skip(5).Select(each => each.EventId)));
        using var reader = new TopicReader(rig.Kafka.BootstrapServers, "paper.orders.filled");
        var fills = reader.ReadAll();
        Assert.That(fills, Has.Count.EqualTo(Count + Count - 5));
        Assert.That(fills.Select(TopicReader.IdOf).Distinct().Count(), Is.EqualTo(Count));
    }

    private static IEnumerable<TradingSignal> Signals(int first) =>
        Enumerable.Range(first, Count).Select(i => Make.Signal($"s-{i}"));

    private KafkaRig MakeRig()
    {
        var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(protocol);
        rig.Options.Consumer.Remove("session.timeout.ms");
        if (protocol == ConsumerGroupProtocol.Classic)
        {
            // A group whose last member has left waits for about a session.
            rig.Options.Consumer["session.timeout.ms"] = "2000";
        }

        rig.SendTick(Make.Tick(1, "95.35"));
        return rig;
    }
}
