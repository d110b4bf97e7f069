using TradingEngine.Ring;
using TradingEngine.Tests.Ring.Doubles;

namespace TradingEngine.Tests.Ring;

[TestFixture(WaitStrategy.Yielding)]
[TestFixture(WaitStrategy.BusySpin)]
[TestFixture(WaitStrategy.Sleeping)]
[TestFixture(WaitStrategy.Blocking)]
internal sealed class ShutdownTests
{
    private readonly WaitStrategy _wait;

    public ShutdownTests(WaitStrategy wait)
    {
        _wait = wait;
    }

    [TestCase(ProducerType.Single)]
    [TestCase(ProducerType.Multi)]
    public void ShouldProcessEverythingThatWasPublished(ProducerType producers)
    {
        var scheduler = new ThreadScheduler();
        var disruptor = TestRing.Disruptor<NumberSlot>(1024, producers, _wait, scheduler);
        DelegateHandler[] handlers = [new(), new(), new()];
        disruptor.HandleEventsWith(handlers[0]).Then(handlers[1]).Then(handlers[2]);
        disruptor.Start();
        disruptor.RingBuffer.PublishNumbers(1000);

        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));

        scheduler.Threads.ForEach(FailSafe.Ends);
        Assert.That(scheduler.Threads, Has.Count.EqualTo(3));
        Assert.That(handlers.Select(handler => handler.Values), Is.All.EqualTo(Enumerable.Range(0, 1000)));
    }

    [Test]
    public void ShouldTellHowManyEventsAreLeftAndGoOn()
    {
        using var held = new HeldHandler(holdAt: 8);
        var disruptor = TestRing.Disruptor<NumberSlot>(64, ProducerType.Single, _wait);
        disruptor.HandleEventsWith(held);
        disruptor.RingBuffer.PublishNumbers(20);
        disruptor.Start();
        FailSafe.IsSet(held.Entered);

        Assert.That(
            () => disruptor.Shutdown(TimeSpan.FromMilliseconds(1)),
            Throws.TypeOf<TimeoutException>().With.Message.StartsWith("12 events"));

        held.Release.Set();
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));
        Assert.That(held.Values, Is.EqualTo(Enumerable.Range(0, 20)));
    }

    [Test]
    public void ShouldWaitWithoutALimitWhenTheTimeoutIsInfinite()
    {
        using var held = new HeldHandler(holdAt: 0);
        var disruptor = TestRing.Disruptor<NumberSlot>(64, ProducerType.Single, _wait);
        disruptor.HandleEventsWith(held);
        disruptor.RingBuffer.PublishNumbers(3);
        disruptor.Start();
        FailSafe.IsSet(held.Entered);

        Exception? thrown = null;
        var caller = new Thread(() => thrown = Catch(() => disruptor.Shutdown(Timeout.InfiniteTimeSpan).Wait()))
        {
            IsBackground = true,
        };
        caller.Start();
        FailSafe.IsParked(caller);
        held.Release.Set();
        FailSafe.Ends(caller);

        Assert.That(thrown, Is.Null);
        Assert.That(held.Values, Has.Count.EqualTo(3));
    }

    [Test]
    public void ShouldEndEveryIdleLoopOnHalt()
    {
        var scheduler = new ThreadScheduler();
        var disruptor = TestRing.Disruptor<NumberSlot>(64, ProducerType.Multi, _wait, scheduler);
        disruptor.HandleEventsWith(new DelegateHandler()).Then(new DelegateHandler()).Then(new DelegateHandler());
        disruptor.Start();

        FailSafe.Completes(disruptor.Halt());

        scheduler.Threads.ForEach(FailSafe.Ends);
        Assert.That(scheduler.Threads, Has.Count.EqualTo(3));
    }

    [Test]
    public void ShouldEndOnHaltBehindASlotThatIsNeverPublished()
    {
        var handler = new DelegateHandler();
        var disruptor = TestRing.Disruptor<NumberSlot>(64, ProducerType.Multi, _wait);
        disruptor.HandleEventsWith(handler);
        disruptor.Start();
        disruptor.RingBuffer.PublishNumbers(5);
        disruptor.RingBuffer.Next();
        disruptor.RingBuffer.PublishNumbers(5, first: 6);
        FailSafe.Becomes(() => disruptor.RingBuffer.GetRemainingCapacity() == 64 - 6);

        FailSafe.Completes(disruptor.Halt());

        Assert.That(handler.Values, Is.EqualTo(Enumerable.Range(0, 5)));
    }

    [Test]
    public void ShouldAcceptHaltAndShutdownMoreThanOnce()
    {
        var disruptor = TestRing.Disruptor<NumberSlot>(64, ProducerType.Single, _wait);
        disruptor.HandleEventsWith(new DelegateHandler());
        disruptor.Start();

        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));
        FailSafe.Completes(disruptor.Halt());
    }

    private static Exception? Catch(Action action)
    {
        try
        {
            action();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }
}
