using Confluent.Kafka;
using TradingEngine.Kafka.Offsets;

namespace TradingEngine.Kafka.Tests.Offsets;

/// <summary>Up to where offsets may be committed, whatever finishes first and whoever has the partition.</summary>
[TestFixture]
public sealed class OffsetTrackerTests
{
    private static readonly TopicPartition P0 = new("signals", 0);
    private static readonly TopicPartition P1 = new("signals", 1);

    [Test]
    public void ShouldCommitTheHighestWithoutAGap()
    {
        var tracker = Assigned();
        var signals = Begin(tracker, P0, 0, 1, 2);

        signals[1].Release();
        signals[2].Release();
        Assert.That(tracker.GetCommittable(), Is.Empty);
        signals[0].Release();

        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 3) }));
        Assert.That(tracker.InFlightCount, Is.Zero);
    }

    [Test]
    public void ShouldPassOffsetsThatDoNotExist()
    {
        var tracker = Assigned();
        var signals = Begin(tracker, P0, 5, 9, 20);
        signals[0].Release();
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 6) }));
        signals[2].Release();
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 6) }));
        signals[1].Release();
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 21) }));
    }

    [Test]
    public void ShouldKeepPartitionsApart()
    {
        var tracker = Assigned();
        var first = Begin(tracker, P0, 7)[0];
        var second = Begin(tracker, P1, 3)[0];
        second.Release();
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P1, 4) }));
        var isIdle = (tracker.IsIdle([P0]), tracker.IsIdle([P1]), tracker.IsIdle([P0, P1]));
        Assert.That(isIdle, Is.EqualTo((false, true, false)));
        first.Release();
        Assert.That(tracker.GetCommittable(), Is.EquivalentTo(new[] { At(P0, 8), At(P1, 4) }));
    }

    [Test]
    public void ShouldOfferAnOffsetUntilItIsCommitted()
    {
        var tracker = Assigned();
        var signals = Begin(tracker, P0, 0, 1);
        signals[0].Release();
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 1) }));
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 1) }), "the commit failed");
        tracker.MarkCommitted(At(P0, 1));
        Assert.That(tracker.GetCommittable(), Is.Empty);
        signals[1].Release();
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 2) }));
    }

    [Test]
    public void ShouldTellWhenACommitIsDue()
    {
        var tracker = new OffsetTracker(2);
        var dueCount = 0;
        tracker.CommitDue += () => dueCount++;
        var signals = Begin(tracker, P0, 0, 1, 2, 3, 4);
        signals[4].Release();
        Assert.That(dueCount, Is.Zero);
        signals[3].Release();
        signals[2].Release();
        Assert.That(dueCount, Is.EqualTo(1), "until the offsets are taken");
        tracker.GetCommittable();
        signals[1].Release();
        signals[0].Release();
        Assert.That(dueCount, Is.EqualTo(2));
    }

    [Test]
    public void ShouldCommitNothingOfPartitionsThatWentAway()
    {
        var tracker = Assigned();
        var signals = Begin(tracker, P0, 0, 1);
        signals[0].Release();
        tracker.Remove([P0]);

        Assert.That(tracker.GetCommittable(), Is.Empty);
        signals[1].Release();
        tracker.MarkCommitted(At(P0, 1));

        Assert.That(tracker.GetCommittable(), Is.Empty);
        Assert.That((tracker.InFlightCount, tracker.PartitionCount), Is.EqualTo((0, 1)));
    }

    [Test]
    public void ShouldNotBeginAgainWhatIsUnderWay()
    {
        var tracker = Assigned();
        var old = Begin(tracker, P0, 0, 1, 2);
        old[1].Release();
        tracker.Remove([P0]);
        tracker.Assign(P0);

        var isAgain = new[] { tracker.Begin(P0, 0), tracker.Begin(P0, 1), tracker.Begin(P0, 2) };
        Assert.That(isAgain.Select(each => each is null), Is.EqualTo(new[] { true, false, true }));
        Assert.That(tracker.InFlightCount, Is.EqualTo(3), "0 and 2 of before, 1 anew");
        isAgain[1]!.Release();
        old[2].Release();
        Assert.That(tracker.GetCommittable(), Is.Empty, "0 is under way");
        old[0].Release();

        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 3) }));
        Assert.That(tracker.InFlightCount, Is.Zero);
    }

    [Test]
    public void ShouldNotBePassedByWhatComesAfterASecondAssignment()
    {
        var tracker = Assigned();
        var old = Begin(tracker, P0, 4)[0];
        tracker.Remove([P0]);
        tracker.Assign(P0);
        tracker.Remove([P0]);
        tracker.Assign(P0);

        Assert.That(tracker.Begin(P0, 4), Is.Null);
        Begin(tracker, P0, 5)[0].Release();
        Assert.That(tracker.GetCommittable(), Is.Empty);
        old.Release();
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 6) }));
    }

    [Test]
    public void ShouldBeginAgainWhatFinishedWhileThePartitionWasAway()
    {
        var tracker = Assigned();
        var old = Begin(tracker, P0, 4)[0];
        tracker.Remove([P0]);
        old.Release();
        tracker.Assign(P0);

        var again = tracker.Begin(P0, 4);

        Assert.That(again, Is.Not.Null, "nobody knows whether it is committed");
        Assert.That(tracker.GetCommittable(), Is.Empty);
        again!.Release();
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 5) }));
    }

    [Test]
    public void ShouldNotPassADroppedSignal()
    {
        var tracker = Assigned();
        var signals = Begin(tracker, P0, 0, 1);
        tracker.Drop(signals[1]);
        signals[0].Release();
        Assert.That(tracker.IsIdle([P0]));
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 1) }));
        Assert.That(tracker.InFlightCount, Is.Zero);
        tracker.Remove([P0]);
        tracker.Assign(P0);
        Assert.That(tracker.Begin(P0, 1), Is.Not.Null);
    }

    [Test]
    public void ShouldNotForgetWhatIsUnderWayIfAPartitionIsAssignedTwice()
    {
        var tracker = Assigned();
        var old = Begin(tracker, P0, 4)[0];
        tracker.Assign(P0);

        Assert.That(tracker.Begin(P0, 4), Is.Null);
        Assert.That(tracker.IsIdle([P0]), Is.False);
        old.Release();
        Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, 5) }));
    }

    [Test]
    public void ShouldCountRightWhoeverFinishesWhen()
    {
        var tracker = new OffsetTracker(1);
        var random = new Random(17);
        for (var round = 0; round < 200; round++)
        {
            tracker.Assign(P0);
            var offset = round * 100L;
            var signals = Begin(tracker, P0, [.. Enumerable.Range(0, 50).Select(i => offset + i)]);
            random.Shuffle(signals);
            var half = Task.Run(() => Array.ForEach(signals[..25], each => each.Release()));
            Array.ForEach(signals[25..], each => each.Release());
            half.Wait();
            Assert.That(tracker.GetCommittable(), Is.EqualTo(new[] { At(P0, offset + 50) }));
            tracker.Remove([P0]);
        }

        Assert.That(tracker.InFlightCount, Is.Zero);
    }

    private static OffsetTracker Assigned()
    {
        var tracker = new OffsetTracker(100);
        tracker.Assign(P0);
        tracker.Assign(P1);
        return tracker;
    }

    private static TrackedSignal[] Begin(OffsetTracker tracker, TopicPartition partition, params long[] offsets) =>
        [.. offsets.Select(offset => tracker.Begin(partition, offset)!)];

    private static TopicPartitionOffset At(TopicPartition partition, long offset) => new(partition, offset);
}
