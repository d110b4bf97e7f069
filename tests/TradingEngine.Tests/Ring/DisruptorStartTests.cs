using TradingEngine.Ring;
using TradingEngine.Tests.Ring.Doubles;

namespace TradingEngine.Tests.Ring;

[TestFixture(ProducerType.Single)]
[TestFixture(ProducerType.Multi)]
internal sealed class DisruptorStartTests
{
    private readonly ProducerType _producers;

    public DisruptorStartTests(ProducerType producers)
    {
        _producers = producers;
    }

    [Test]
    public void ShouldRejectAStartWithoutAConsumer() =>
        Assert.That(
            TestRing.Disruptor<NumberSlot>(8, _producers).Start,
            Throws.InvalidOperationException.With.Message.Contains("without a consumer"));

    [Test]
    public void ShouldRejectASecondStart()
    {
        var disruptor = TestRing.Disruptor<NumberSlot>(8, _producers);
        var handler = new DelegateHandler();
        disruptor.HandleEventsWith(handler);
        disruptor.Start();

        Assert.That(disruptor.Start, Throws.InvalidOperationException.With.Message.Contains("once"));

        disruptor.RingBuffer.PublishNumbers(3);
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));
        Assert.That(handler.Values, Is.EqualTo((long[])[0, 1, 2]), "The refused start has added no second loop.");
    }

    [Test]
    public void ShouldNotOverwriteWhatWasPublishedBeforeTheStart()
    {
        var disruptor = TestRing.Disruptor<NumberSlot>(8, _producers);
        var first = new DelegateHandler();
        var second = new DelegateHandler();
        disruptor.HandleEventsWith(first).Then(second);
        disruptor.RingBuffer.PublishNumbers(8);

        Assert.That(disruptor.RingBuffer.TryNext(out _), Is.False, "The ring is full until a consumer has run.");

        disruptor.Start();
        disruptor.RingBuffer.PublishNumbers(100, first: 8);
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(first.Values, Is.EqualTo(Enumerable.Range(0, 108)));
            Assert.That(second.Values, Is.EqualTo(Enumerable.Range(0, 108)));
        }
    }
}
