using TradingEngine.Ring;
using TradingEngine.Tests.Ring.Doubles;

namespace TradingEngine.Tests.Ring;

/// <summary>A backlog published before the start makes the batches of the first consumer predictable.</summary>
[TestFixture(ProducerType.Single)]
[TestFixture(ProducerType.Multi)]
internal sealed class BatchTests
{
    private readonly ProducerType _producers;

    public BatchTests(ProducerType producers)
    {
        _producers = producers;
    }

    [Test]
    public void ShouldBoundABatchByAnEighthOfTheRing()
    {
        var handler = RunBacklog(64, 20);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(handler.BatchSizes, Is.EqualTo((long[])[8, 8, 4]));
            Assert.That(handler.BatchEnds, Is.EqualTo((long[])[7, 15, 19]));
        }
    }

    [Test]
    public void ShouldMakeBatchesOfOneOnTheSmallestRing()
    {
        var handler = RunBacklog(2, 2);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(handler.BatchSizes, Is.EqualTo((long[])[1, 1]));
            Assert.That(handler.BatchEnds, Is.EqualTo((long[])[0, 1]));
        }
    }

    [Test]
    public void ShouldEndExactlyTheLastEventOfEachBatchUnderLoad()
    {
        var disruptor = TestRing.Disruptor<NumberSlot>(64, _producers);
        var first = new DelegateHandler();
        var second = new DelegateHandler();
        disruptor.HandleEventsWith(first).Then(second);
        disruptor.Start();
        disruptor.RingBuffer.PublishNumbers(10_000);
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.BatchEnds, Is.EqualTo(EndsOf(first.BatchSizes)));
            Assert.That(second.BatchEnds, Is.EqualTo(EndsOf(second.BatchSizes)));
            Assert.That(first.BatchSizes.Sum(), Is.EqualTo(10_000));
            Assert.That(second.BatchSizes.Sum(), Is.EqualTo(10_000));
            Assert.That(first.BatchSizes.Concat(second.BatchSizes), Is.All.InRange(1, 8));
        }
    }

    [Test]
    public void ShouldShowItsSequenceOnlyAfterTheBatch()
    {
        var disruptor = TestRing.Disruptor<NumberSlot>(64, _producers);
        var ring = disruptor.RingBuffer;
        var free = new List<long>();
        disruptor.HandleEventsWith(new DelegateHandler((_, _, _) => free.Add(ring.GetRemainingCapacity())));
        ring.PublishNumbers(20);
        disruptor.Start();
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));

        var expected = Enumerable.Repeat(44, 8).Concat(Enumerable.Repeat(52, 8)).Concat(Enumerable.Repeat(60, 4));
        Assert.That(free, Is.EqualTo(expected));
        Assert.That(ring.GetRemainingCapacity(), Is.EqualTo(64));
    }

    [Test]
    public void ShouldShowTheNextConsumerOnlyWhatTheOneBeforeHasFinished()
    {
        var disruptor = TestRing.Disruptor<NumberSlot>(64, _producers);
        using var held = new HeldHandler(holdAt: 10);
        using var reached = new ManualResetEventSlim();
        var second = new DelegateHandler((_, sequence, _) =>
        {
            if (sequence == 7)
            {
                reached.Set();
            }
        });
        disruptor.HandleEventsWith(held).Then(second);
        disruptor.RingBuffer.PublishNumbers(20);
        disruptor.Start();
        FailSafe.IsSet(held.Entered);
        FailSafe.IsSet(reached);
        FailSafe.Becomes(() => second.Values.Count == 8);

        held.Release.Set();
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));

        Assert.That(second.Values, Is.EqualTo(Enumerable.Range(0, 20)));
        Assert.That(second.BatchEnds, Does.Contain(7), "The second consumer sees no event of an unfinished batch.");
    }

    private static IEnumerable<long> EndsOf(IEnumerable<long> sizes)
    {
        var end = -1L;
        foreach (var size in sizes)
        {
            yield return end += size;
        }
    }

    private DelegateHandler RunBacklog(int size, int count)
    {
        var disruptor = TestRing.Disruptor<NumberSlot>(size, _producers);
        var handler = new DelegateHandler();
        disruptor.HandleEventsWith(handler);
        disruptor.RingBuffer.PublishNumbers(count);
        disruptor.Start();
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));

        return handler;
    }
}
