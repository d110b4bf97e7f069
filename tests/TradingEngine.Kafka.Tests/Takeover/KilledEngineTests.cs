using TradingEngine.Kafka.Tests.Support;
using TradingEngine.TestKit;

namespace TradingEngine.Kafka.Tests.Takeover;

/// <summary>An engine is killed in the middle, and another goes on that has nothing of it but the order topics.</summary>
[Parallelizable]
[TestFixture]
public sealed class KilledEngineTests
{
    private const int Half = KafkaRig.SignalPartitionCount / 2;

    [Test]
    public async Task ShouldExecuteNothingAgain([Values] bool hasJournal, [Values] bool isThereBefore)
    {
        using var rig = MakeRig();
        using var journals = new Journals();
        var load = new Load(rig);
        await using var first = await RunningEngine.StartAsync(WithoutCommits(rig), journals.Of("first"));
        first.WaitForPartitions(KafkaRig.SignalPartitionCount);
        var before = isThereBefore ? await StartSecondAsync() : null;
        if (before is not null)
        {
            before.WaitForPartitions(Half);
            first.WaitForPartitions(Half);
        }

        load.Send(300);
        first.WaitForEvents(60);
        await first.AbandonAsync();
        first.WaitUntil(() => first.Status.UnacknowledgedCount == 0, "acknowledgements");
        load.Send(300);
        rig.SendTick(Make.Tick(1, "96"));
        await using var second = before ?? await StartSecondAsync();
        second.WaitUntil(load.IsCommitted, "a commit of all");

        OrderPost.AssertFilledOnce(rig, load.Count);
        OrderPost.AssertHoldsAll(second, rig);
        Assert.That(second.Status.AdoptedOrderCount, Is.GreaterThanOrEqualTo(60));
        Assert.That(second.Status.LastTakeoverTime, Is.Not.Null);

        Task<RunningEngine> StartSecondAsync() =>
            RunningEngine.StartAsync(MakeOptions(rig), journals.Of("second", hasJournal));
    }

    private static KafkaRig MakeRig()
    {
        var rig = new KafkaRig();
        rig.Options = MakeOptions(rig);
        rig.SendTick(Make.Tick(1, "95.35"));
        return rig;
    }

    private static KafkaOptions MakeOptions(KafkaRig rig)
    {
        var options = rig.MakeOptions(ConsumerGroupProtocol.Classic);
        options.Consumer["session.timeout.ms"] = "3000";
        options.Consumer["max.poll.interval.ms"] = "3000";
        return options;
    }

    /// <summary>For an engine whose signals all come again.</summary>
    private static KafkaOptions WithoutCommits(KafkaRig rig)
    {
        var options = MakeOptions(rig);
        options.CommitInterval = TimeSpan.FromHours(1);
        options.CommitCount = 1 << 20;
        return options;
    }
}
