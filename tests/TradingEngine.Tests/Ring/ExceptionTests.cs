using TradingEngine.Ring;
using TradingEngine.Tests.Ring.Doubles;

namespace TradingEngine.Tests.Ring;

[TestFixture(ProducerType.Single)]
[TestFixture(ProducerType.Multi)]
internal sealed class ExceptionTests
{
    private const int Count = 200;

    /// <summary>First and last of all, first and last of a batch of eight, two in a row.</summary>
    private static readonly long[] Failing = [0, 7, 8, 50, 51, 103, 199];

    private readonly ProducerType _producers;

    public ExceptionTests(ProducerType producers)
    {
        _producers = producers;
    }

    [TestCase(false)]
    [TestCase(true)]
    public void ShouldReportEachFailedEventOnceAndProcessTheOthersOnce(bool handlerOfExceptionsThrows)
    {
        var exceptions = new RecordingExceptionHandler { Throws = handlerOfExceptionsThrows };
        var failing = new DelegateHandler(FailAt(Failing));
        var next = new DelegateHandler();
        Run(failing, next, exceptions);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exceptions.Reports.Select(report => report.Sequence), Is.EqualTo(Failing));
            Assert.That(exceptions.Reports.Select(report => report.Value), Is.EqualTo(Failing), "the slot");
            Assert.That(exceptions.Reports.Select(report => report.Message), Is.EqualTo(Failing.Select(Message)));
            Assert.That(failing.Values, Is.EqualTo(AllNumbers.Except(Failing)));
            Assert.That(next.Values, Is.EqualTo(AllNumbers), "A failed event goes on to the next consumer.");
        }
    }

    [Test]
    public void ShouldGoOnWithoutAHandlerOfExceptions()
    {
        var failing = new DelegateHandler(FailAt(Failing));
        Run(failing, new DelegateHandler(), exceptions: null);

        Assert.That(failing.Values, Is.EqualTo(AllNumbers.Except(Failing)));
    }

    [Test]
    public void ShouldSurviveAHandlerThatAlwaysFails()
    {
        var exceptions = new RecordingExceptionHandler();
        var failing = new DelegateHandler(FailAt([.. AllNumbers]));
        Run(failing, new DelegateHandler(), exceptions);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(exceptions.Reports.Select(report => report.Sequence), Is.EqualTo(AllNumbers));
            Assert.That(failing.Values, Is.Empty);
        }
    }

    [Test]
    public void ShouldStartANewBatchAfterAFailedEvent()
    {
        var disruptor = TestRing.Disruptor<NumberSlot>(64, _producers);
        var failing = new DelegateHandler(FailAt([2]));
        disruptor.HandleEventsWith(failing);
        disruptor.RingBuffer.PublishNumbers(8);
        disruptor.Start();
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failing.BatchSizes, Is.EqualTo((long[])[8, 5]));
            Assert.That(failing.BatchEnds, Is.EqualTo((long[])[7]));
        }
    }

    private static IEnumerable<long> AllNumbers => Enumerable.Range(0, Count).Select(number => (long)number);

    private static string Message(long number) => $"Event {number} fails.";

    private static Action<long, long, bool> FailAt(long[] failing) => (value, _, _) =>
    {
        if (failing.Contains(value))
        {
            throw new InvalidOperationException(Message(value));
        }
    };

    private void Run(DelegateHandler first, DelegateHandler second, RecordingExceptionHandler? exceptions)
    {
        var disruptor = TestRing.Disruptor<NumberSlot>(64, _producers);
        disruptor.HandleEventsWith(first).Then(second);
        if (exceptions is not null)
        {
            disruptor.SetDefaultExceptionHandler(exceptions);
        }

        disruptor.RingBuffer.PublishNumbers(64);
        disruptor.Start();
        disruptor.RingBuffer.PublishNumbers(Count - 64, first: 64);
        FailSafe.Completes(disruptor.Shutdown(FailSafe.Limit));
    }
}
