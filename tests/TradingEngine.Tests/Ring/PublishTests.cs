using TradingEngine.Ring;
using TradingEngine.Tests.Ring.Doubles;

namespace TradingEngine.Tests.Ring;

/// <summary>What a consumer may see of the claimed sequences.</summary>
[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class PublishTests
{
    private readonly Sequence _cursor = new();

    [Test]
    public void ShouldNotMoveTheCursorOfOneProducerBeforeThePublish()
    {
        var sequencer = new SingleProducerSequencer(8, _cursor, new YieldingWaitStrategy());
        sequencer.SetGatingSequences([new Sequence()]);

        sequencer.Next(3);
        Assert.That(sequencer.Cursor, Is.EqualTo(-1));

        sequencer.Publish(2);
        Assert.That(sequencer.Cursor, Is.EqualTo(2));
    }

    [Test]
    public void ShouldStopSeveralProducersAtTheFirstGap()
    {
        var sequencer = Multi(new Sequence());
        sequencer.TryNext(5, out _);

        sequencer.Publish(0, 1);
        sequencer.Publish(3, 4);
        Assert.That(sequencer.GetHighestPublishedSequence(0, 4), Is.EqualTo(1));

        sequencer.Publish(2, 2);
        Assert.That(sequencer.GetHighestPublishedSequence(0, 4), Is.EqualTo(4));
    }

    [Test]
    public void ShouldNotTakeASlotOfTheLapBeforeForPublished()
    {
        var consumer = new Sequence();
        var sequencer = Multi(consumer);
        sequencer.TryNext(8, out _);
        sequencer.Publish(0, 7);
        consumer.SetValue(7);

        sequencer.TryNext(8, out _);
        Assert.That(sequencer.GetHighestPublishedSequence(8, 15), Is.EqualTo(7));

        sequencer.Publish(8, 9);
        Assert.That(sequencer.GetHighestPublishedSequence(8, 15), Is.EqualTo(9));
    }

    [Test]
    public void ShouldGiveABarrierNothingBeforeTheFirstPublishedSlot()
    {
        var sequencer = Multi(new Sequence());
        var barrier = new SequenceBarrier(sequencer, new YieldingWaitStrategy(), [_cursor], behindProducers: true);
        sequencer.TryNext(2, out _);
        sequencer.Publish(1, 1);

        Assert.That(barrier.WaitFor(0), Is.EqualTo(-1));
    }

    private MultiProducerSequencer Multi(Sequence consumer)
    {
        var sequencer = new MultiProducerSequencer(8, _cursor, new YieldingWaitStrategy());
        sequencer.SetGatingSequences([consumer]);
        return sequencer;
    }
}
