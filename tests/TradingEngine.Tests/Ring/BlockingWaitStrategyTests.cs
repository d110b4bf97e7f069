using System.Runtime.CompilerServices;
using TradingEngine.Ring;
using TradingEngine.Tests.Ring.Doubles;

namespace TradingEngine.Tests.Ring;

[TestFixture]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
internal sealed class BlockingWaitStrategyTests
{
    private readonly BlockingWaitStrategy _strategy = new();
    private readonly Sequence _cursor = new();
    private readonly SequenceBarrier _barrier;
    private long _returned = long.MinValue;

    public BlockingWaitStrategyTests()
    {
        _barrier = new SequenceBarrier(
            new SingleProducerSequencer(64, _cursor, _strategy), _strategy, [_cursor], behindProducers: true);
    }

    [Test]
    public void ShouldWakeAParkedConsumer()
    {
        var consumer = ParkedConsumer();

        _cursor.SetValue(0);
        _strategy.SignalAllWhenBlocking();
        FailSafe.Ends(consumer);

        Assert.That(_returned, Is.Zero);
        Assert.That(_strategy.WakeUpCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldParkAgainWhenASignalBringsNothing()
    {
        var consumer = ParkedConsumer();

        _strategy.SignalAllWhenBlocking();
        FailSafe.IsParked(consumer);
        Assert.That(consumer.IsAlive, Is.True, "The consumer goes on waiting.");

        _cursor.SetValue(0);
        _strategy.SignalAllWhenBlocking();
        FailSafe.Ends(consumer);
        Assert.That(_strategy.WakeUpCount, Is.EqualTo(2));
    }

    [Test]
    public void ShouldNotSignalWhenNobodyIsParked()
    {
        for (var sequence = 0; sequence < 1000; sequence++)
        {
            _cursor.SetValue(sequence);
            _strategy.SignalAllWhenBlocking();
            _strategy.WaitFor(sequence, [_cursor], _barrier);
        }

        Assert.That(_strategy.WakeUpCount, Is.Zero);
    }

    [Test]
    public void ShouldNotSignalAnyMoreOnceTheConsumerIsAwake()
    {
        var consumer = ParkedConsumer();
        _cursor.SetValue(0);
        _strategy.SignalAllWhenBlocking();
        FailSafe.Ends(consumer);

        _strategy.SignalAllWhenBlocking();

        Assert.That(_strategy.WakeUpCount, Is.EqualTo(1));
    }

    [Test]
    public void ShouldBeWokenByAnAlert()
    {
        var consumer = ParkedConsumer();

        _barrier.Alert();
        FailSafe.Ends(consumer);

        Assert.That(_returned, Is.EqualTo(Sequence.InitialValue));
    }

    [Test]
    public void ShouldWakeAChainedConsumerByTheProgressOfTheOneBefore()
    {
        using var held = new HeldHandler(holdAt: 0);
        using var processed = new ManualResetEventSlim();
        var disruptor = new ValueDisruptor<NumberSlot>(
            () => default, 64, TaskScheduler.Default, ProducerType.Single, _strategy);
        disruptor.HandleEventsWith(held).Then(new DelegateHandler((_, _, _) => processed.Set()));
        disruptor.Start();
        FailSafe.Becomes(() => Volatile.Read(ref ParkedCount(_strategy)) == 2);

        disruptor.RingBuffer.PublishNumbers(1);
        FailSafe.IsSet(held.Entered);
        var wakeUpsOfPublish = _strategy.WakeUpCount;
        Assert.That(processed.IsSet, Is.False);

        held.Release.Set();
        FailSafe.IsSet(processed);

        Assert.That(wakeUpsOfPublish, Is.EqualTo(1));
        Assert.That(_strategy.WakeUpCount, Is.GreaterThan(wakeUpsOfPublish));
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));
    }

    [Test]
    public void ShouldLoseNoWakeUpWhenEachEventFindsTheConsumersIdle()
    {
        const int Count = 5_000;
        var last = new Sequence();
        var disruptor = new ValueDisruptor<NumberSlot>(
            () => default, 64, TaskScheduler.Default, ProducerType.Single, _strategy);
        disruptor.HandleEventsWith(new DelegateHandler())
            .Then(new DelegateHandler((_, sequence, _) => last.SetValue(sequence)));
        disruptor.Start();
        FailSafe.Becomes(() => Volatile.Read(ref ParkedCount(_strategy)) == 2);

        for (var number = 0L; number < Count; number++)
        {
            disruptor.RingBuffer.PublishNumbers(1, number);
            var expected = number;
            FailSafe.Becomes(() => last.Value == expected);
        }

        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));
        Assert.That(_strategy.WakeUpCount, Is.Positive, "No consumer was ever parked, so nothing is proved.");
    }

    private Thread ParkedConsumer()
    {
        var consumer = new Thread(() => _returned = _strategy.WaitFor(0, [_cursor], _barrier)) { IsBackground = true };
        consumer.Start();
        FailSafe.Becomes(() => Volatile.Read(ref ParkedCount(_strategy)) == 1);

        return consumer;
    }

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_parkedCount")]
    private static extern ref int ParkedCount(BlockingWaitStrategy strategy);
}
