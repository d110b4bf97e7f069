using NUnit.Framework.Constraints;
using TradingEngine.Ring;
using TradingEngine.Tests.Ring.Doubles;

namespace TradingEngine.Tests.Ring;

[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[TestFixture(ProducerType.Single)]
[TestFixture(ProducerType.Multi)]
internal sealed class ClaimTests
{
    private const int Size = 8;

    private readonly ProducerType _producers;
    private readonly Sequence _consumer = new();
    private readonly ValueRingBuffer<NumberSlot> _ring;

    public ClaimTests(ProducerType producers)
    {
        _producers = producers;
        _ring = TestRing.Buffer<NumberSlot>(Size, producers);
        _ring.Sequencer.SetGatingSequences([_consumer]);
    }

    [Test]
    public void ShouldClaimOneSequenceAfterTheOther() =>
        Assert.That(Enumerable.Range(0, Size).Select(_ => _ring.Next()), Is.EqualTo(Enumerable.Range(0, Size)));

    [Test]
    public void ShouldReturnTheHighestSequenceOfABatch()
    {
        Assert.That(new[] { _ring.Next(3), _ring.Next(1), _ring.Next(4) }, Is.EqualTo((long[])[2, 3, 7]));
    }

    [Test]
    public void ShouldRefuseWhenFull()
    {
        for (var i = 0; i < Size; i++)
        {
            Assert.That((_ring.TryNext(out var claimed), claimed), Is.EqualTo((true, (long)i)));
        }

        Assert.That(_ring.TryNext(out _), Is.False);
        Assert.That(_ring.TryNext(1, out _), Is.False);
    }

    [Test]
    public void ShouldRefuseABatchThatDoesNotFitAndClaimNothing()
    {
        _ring.Next(5);

        Assert.That(_ring.TryNext(4, out _), Is.False);
        Assert.That((_ring.TryNext(3, out var claimed), claimed), Is.EqualTo((true, 7L)));
    }

    [Test]
    public void ShouldClaimAgainAsFarAsTheConsumerWent()
    {
        _ring.Publish(0, _ring.Next(Size));
        _consumer.SetValue(1);

        Assert.That(_ring.TryNext(3, out _), Is.False);
        Assert.That((_ring.TryNext(2, out var claimed), claimed), Is.EqualTo((true, 9L)));
        Assert.That(_ring.TryNext(out _), Is.False);
    }

    [Test]
    public void ShouldObeyTheSlowestConsumer()
    {
        var slow = new Sequence();
        _ring.Sequencer.SetGatingSequences([_consumer, slow]);
        _ring.Publish(0, _ring.Next(Size));
        _consumer.SetValue(7);
        slow.SetValue(0);

        Assert.That(_ring.TryNext(2, out _), Is.False);
        Assert.That(_ring.TryNext(1, out _), Is.True);
    }

    [Test]
    public void ShouldWaitUntilTheConsumerMakesRoom()
    {
        _ring.Publish(0, _ring.Next(Size));
        var claimed = -1L;
        var producer = new Thread(() => claimed = _ring.Next(2)) { IsBackground = true };
        producer.Start();
        FailSafe.IsParked(producer);
        Assert.That(producer.IsAlive, Is.True, "A full ring makes the producer wait.");

        _consumer.SetValue(1);
        FailSafe.Ends(producer);

        Assert.That(claimed, Is.EqualTo(9));
    }

    [Test]
    public void ShouldClaimTheWholeRingAtOnce() => Assert.That(_ring.Next(Size), Is.EqualTo(Size - 1));

    [TestCase(0)]
    [TestCase(-1)]
    [TestCase(Size + 1)]
    public void ShouldRejectABatchOfAnImpossibleSize(int n)
    {
        Assert.That(() => _ring.Next(n), Refusal(n));
        Assert.That(() => _ring.TryNext(n, out _), Refusal(n));
        Assert.That(_ring.Next(), Is.Zero, "A rejected batch claims nothing.");
    }

    [TestCase(0)]
    [TestCase(1)]
    [TestCase(3)]
    [TestCase(-8)]
    [TestCase(1000)]
    public void ShouldRejectASizeThatIsNoPowerOfTwo(int size) =>
        Assert.That(
            () => TestRing.Buffer<NumberSlot>(size, _producers),
            Throws.ArgumentException.With.Message.Contains("power of two").And.Message.Contains($"not {size}."));

    [Test]
    public void ShouldTellTheRemainingCapacity()
    {
        Assert.That(_ring.GetRemainingCapacity(), Is.EqualTo(Size));

        _ring.Publish(0, _ring.Next(5));
        Assert.That(_ring.GetRemainingCapacity(), Is.EqualTo(Size - 5));

        _consumer.SetValue(2);
        Assert.That(_ring.GetRemainingCapacity(), Is.EqualTo(Size - 2));

        _consumer.SetValue(4);
        Assert.That(_ring.GetRemainingCapacity(), Is.EqualTo(Size));
    }

    [Test]
    public void ShouldKeepTheRemainingCapacityInsideTheRingWhenTheGateIsOld()
    {
        // A reader that loses the core between its two loads sees an old gate and a cursor laps ahead of it.
        for (var lap = 0; lap < 3; lap++)
        {
            var last = _ring.Next(Size);
            _ring.Publish(last - Size + 1, last);
            _consumer.SetValue(last);
        }

        _consumer.SetValue(0);

        Assert.That(_ring.GetRemainingCapacity(), Is.Zero);
    }

    [Test]
    public void ShouldFillEverySlotFromTheFactory()
    {
        var made = 0;
        var ring = new ValueRingBuffer<NumberSlot>(
            () => new NumberSlot { Value = ++made }, Size, _producers, new YieldingWaitStrategy());

        Assert.That(Enumerable.Range(0, Size).Select(i => ring[i].Value), Is.EqualTo(Enumerable.Range(1, Size)));
    }

    private static EqualNumericConstraint<int> Refusal(int n) =>
        Throws.TypeOf<ArgumentOutOfRangeException>()
            .With.Message.Contains($"1 to {Size}")
            .And.Property(nameof(ArgumentOutOfRangeException.ActualValue)).EqualTo(n);
}
