using Confluent.Kafka;
using TradingEngine.Kafka.Takeover;

namespace TradingEngine.Kafka.Tests.Takeover;

/// <summary>Which partitions wait, and what the client hands out of them too early.</summary>
[TestFixture]
public sealed class NewPartitionsTests
{
    private static readonly TopicPartition P0 = new("signals", 0);
    private static readonly TopicPartition P1 = new("signals", 1);

    [Test]
    public void ShouldWaitUntilItIsSetFree()
    {
        var partitions = new NewPartitions();
        partitions.Add([P0, P1]);
        Assert.That((partitions.WaitingCount, partitions.IsWaiting(P0), partitions.TakeFreed()), Is.EqualTo((2, true, false)));

        var waiting = partitions.GetWaiting();
        partitions.Free(P0, waiting.Single(each => each.Partition == P0).Number, end: 5);

        Assert.That((partitions.WaitingCount, partitions.IsWaiting(P0), partitions.IsWaiting(P1)), Is.EqualTo((1, false, true)));
        Assert.That((partitions.TakeFreed(), partitions.TakeFreed()), Is.EqualTo((true, false)));
        Assert.That((partitions.MayBeRepeated(P0, 4), partitions.MayBeRepeated(P0, 5)), Is.EqualTo((true, false)));
    }

    [Test]
    public void ShouldNotSetALaterAssignmentFree()
    {
        var partitions = new NewPartitions();
        partitions.Add([P0]);
        var number = partitions.GetWaiting().Single().Number;
        partitions.Remove([P0]);
        partitions.Add([P0]);
        partitions.Free(P0, number, end: 5);

        Assert.That((partitions.WaitingCount, partitions.IsWaiting(P0), partitions.TakeFreed()), Is.EqualTo((1, true, false)));
    }

    [Test]
    public void ShouldWaitAgainWhereItIsAssignedAgain()
    {
        var partitions = new NewPartitions();
        partitions.Add([P0]);
        partitions.Free(P0, partitions.GetWaiting().Single().Number, end: 5);
        partitions.Add([P0]);
        Assert.That((partitions.WaitingCount, partitions.IsWaiting(P0)), Is.EqualTo((1, true)));
        Assert.That(partitions.MayBeRepeated(P0, 5), Is.True);
        partitions.Remove([P0]);
        Assert.That(partitions.WaitingCount, Is.Zero);
    }

    [Test]
    public void ShouldWakeWhoWaitsWhenItIsClosed()
    {
        var partitions = new NewPartitions();
        var waiting = Task.Run(partitions.WaitForSome);
        partitions.Close();
        Assert.That(waiting.Wait(TimeSpan.FromMinutes(1)), Is.True);
        Assert.That(waiting.Result, Is.False);
    }

    [Test]
    public void ShouldKeepEarlyMessagesInTheirOrder()
    {
        var partitions = new NewPartitions();
        var early = new EarlySignals(partitions);
        partitions.Add([P0, P1]);
        Assert.That((early.TryKeep(At(P0, 3)), early.TryKeep(At(P1, 8))), Is.EqualTo((true, true)));
        partitions.Free(P0, partitions.GetWaiting().Single(each => each.Partition == P0).Number, end: 5);

        // Nothing overtakes what is kept, although the partition is free now.
        Assert.That(early.TryKeep(At(P0, 4)), Is.True);
        Assert.That(early.TakeFreed().Select(each => each.Offset.Value), Is.EqualTo([3L, 4]));
        Assert.That(early.TryKeep(At(P0, 5)), Is.False);
        Assert.That(early.TakeFreed(), Is.Empty);

        early.Drop([P1]);
        partitions.Free(P1, partitions.GetWaiting().Single().Number, end: 9);
        Assert.That(early.TakeFreed(), Is.Empty);
    }

    private static ConsumeResult<byte[], byte[]> At(TopicPartition partition, long offset) =>
        new() { TopicPartitionOffset = new TopicPartitionOffset(partition, offset) };
}
