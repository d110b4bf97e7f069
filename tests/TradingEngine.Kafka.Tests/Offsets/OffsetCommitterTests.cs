using System.Collections.Concurrent;
using Confluent.Kafka;
using Microsoft.Extensions.Logging.Abstractions;
using TradingEngine.Kafka.Offsets;

namespace TradingEngine.Kafka.Tests.Offsets;

/// <summary>When offsets are committed, and that a failed commit loses nothing.</summary>
[TestFixture]
public sealed class OffsetCommitterTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly TopicPartition P0 = new("signals", 0);
    private static readonly TopicPartition P1 = new("signals", 1);

    private readonly BlockingCollection<TopicPartitionOffset[]> _commits = [];

    [TearDown]
    public void Forget()
    {
        while (_commits.TryTake(out _))
        {
        }
    }

    [OneTimeTearDown]
    public void Dispose() => _commits.Dispose();

    [Test]
    public void ShouldCommitByCount()
    {
        var tracker = new OffsetTracker(3);
        using var committer = Start(tracker, Take, Never);
        Finish(tracker, P0, 0, 1, 2);
        Assert.That(Next(), Is.EqualTo(new[] { At(P0, 3) }));
    }

    [Test]
    public void ShouldCommitByTime()
    {
        var tracker = new OffsetTracker(1_000);
        using var committer = Start(tracker, Take, TimeSpan.FromMilliseconds(10));
        Finish(tracker, P0, 0);
        Assert.That(Next(), Is.EqualTo(new[] { At(P0, 1) }));
        Finish(tracker, P1, 4);
        Assert.That(Next(), Is.EqualTo(new[] { At(P1, 5) }));
        Assert.That(committer.CommitNow(Patience));
        Assert.That((committer.CommitCount, _commits.Count), Is.EqualTo((2, 0)), "nothing new, no commit");
    }

    [Test]
    public void ShouldCoverAFailedCommitByTheNext()
    {
        var tracker = new OffsetTracker(1_000);
        var isFailing = true;
        using var committer = Start(
            tracker,
            offsets =>
            {
                Take(offsets);
                if (isFailing)
                {
                    throw new KafkaException(new Error(ErrorCode.RebalanceInProgress));
                }
            },
            Never);
        Finish(tracker, P0, 0);
        Assert.That(committer.CommitNow(Patience), "an answer, if no good one");
        isFailing = false;
        Finish(tracker, P1, 0);
        Assert.That(committer.CommitNow(Patience));

        Assert.That(Next(), Is.EqualTo(new[] { At(P0, 1) }));
        Assert.That(Next(), Is.EquivalentTo(new[] { At(P0, 1), At(P1, 1) }));
        Assert.That((committer.CommitCount, committer.FailureCount), Is.EqualTo((1, 1)));
    }

    [Test]
    public void ShouldCommitAgainOnlyThePartitionsThatFailed()
    {
        var tracker = new OffsetTracker(1_000);
        var isFirst = true;
        using var committer = Start(
            tracker,
            offsets =>
            {
                Take(offsets);
                if (isFirst)
                {
                    isFirst = false;
                    throw new TopicPartitionOffsetException(
                    [
                        new TopicPartitionOffsetError(At(P0, 1), new Error(ErrorCode.NoError)),
                        new TopicPartitionOffsetError(At(P1, 1), new Error(ErrorCode.IllegalGeneration)),
                    ]);
                }
            },
            Never);
        Finish(tracker, P0, 0);
        Finish(tracker, P1, 0);
        Assert.That(committer.CommitNow(Patience));
        Assert.That(committer.CommitNow(Patience));

        Assert.That(Next(), Has.Length.EqualTo(2));
        Assert.That(Next(), Is.EqualTo(new[] { At(P1, 1) }));
    }

    [Test]
    public void ShouldNotWaitLongerThanAsked()
    {
        var tracker = new OffsetTracker(1_000);
        using var gate = new ManualResetEventSlim();
        using var committer = Start(
            tracker,
            offsets =>
            {
                Take(offsets);
                gate.Wait();
            },
            Never);
        Finish(tracker, P0, 0);
        Assert.That(committer.CommitNow(TimeSpan.FromMilliseconds(50)), Is.False);
        Finish(tracker, P0, 1);
        gate.Set();
        Assert.That(committer.CommitNow(Patience));

        Assert.That(Next(), Is.EqualTo(new[] { At(P0, 1) }));
        Assert.That(Next(), Is.EqualTo(new[] { At(P0, 2) }));
    }

    [Test]
    public void ShouldCommitWhatIsFinishedWhenItIsAsked()
    {
        var tracker = new OffsetTracker(1);
        using var committer = Start(tracker, Take, Never);
        for (var i = 0; i < 500; i++)
        {
            Finish(tracker, P0, i);
            Assert.That(committer.CommitNow(Patience));
            Assert.That(tracker.GetCommittable(), Is.Empty);
        }
    }

    [Test]
    public void ShouldEndAtOnce()
    {
        var tracker = new OffsetTracker(1);
        var committer = Start(tracker, Take, Never);
        committer.Dispose();
        Assert.That(committer.Join(Patience));
        Finish(tracker, P0, 0);
        Assert.That(committer.CommitNow(Patience), Is.False);
        Assert.That(_commits, Is.Empty);
        committer.Dispose();
    }

    private static OffsetCommitter Start(
        OffsetTracker tracker, Action<IEnumerable<TopicPartitionOffset>> commit, TimeSpan interval)
    {
        var committer = new OffsetCommitter(tracker, commit, interval, NullLogger.Instance);
        committer.Start();
        return committer;
    }

    private static void Finish(OffsetTracker tracker, TopicPartition partition, params long[] offsets)
    {
        foreach (var offset in offsets)
        {
            tracker.Begin(partition, offset)!.Release();
        }
    }

    private static TopicPartitionOffset At(TopicPartition partition, long offset) => new(partition, offset);

    private void Take(IEnumerable<TopicPartitionOffset> offsets) => _commits.Add([.. offsets]);

    private TopicPartitionOffset[] Next() => _commits.TryTake(out var offsets, Patience)
        ? offsets
        : throw new TimeoutException("There was no commit.");
}
