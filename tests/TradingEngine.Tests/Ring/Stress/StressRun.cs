using TradingEngine.Ring;
using TradingEngine.Tests.Ring.Doubles;

namespace TradingEngine.Tests.Ring.Stress;

/// <summary>One run: producers on threads of their own, a chain of consumers, and a check in each of them.</summary>
internal sealed class StressRun
{
    private readonly ValueDisruptor<StressSlot> _disruptor;
    private readonly StressProducers _producers;
    private readonly int _eventsPerProducer;
    private readonly StreamCheck[] _checks;
    private readonly StressExceptionHandler _exceptions = new();

    public StressRun(int ringSize, WaitStrategy wait, StressProducers producers, int stageCount)
    {
        _producers = producers;
        _eventsPerProducer = StressCounts.Events(ringSize, wait, producers.ThreadCount + stageCount)
            / producers.ThreadCount;
        _disruptor = TestRing.Disruptor<StressSlot>(ringSize, producers.Type, wait);
        _disruptor.SetDefaultExceptionHandler(_exceptions);
        _checks = new StreamCheck[stageCount];
        ValueEventHandlerGroup<StressSlot>? last = null;
        for (var i = 0; i < stageCount; i++)
        {
            _checks[i] = new StreamCheck(i + 1, producers.ThreadCount, _eventsPerProducer);
            var handler = new StressHandler(_checks[i], i + 1);
            last = last is null ? _disruptor.HandleEventsWith(handler) : last.Then(handler);
        }
    }

    /// <summary>Sends everything, drains the ring and asserts that every stage saw exactly that.</summary>
    public void SendAndAssertClean()
    {
        _disruptor.Start();
        using var start = new ManualResetEventSlim();
        var threads = new Task[_producers.ThreadCount];
        for (var i = 0; i < threads.Length; i++)
        {
            var producer = i;
            threads[i] = Task.Factory.StartNew(
                () => Produce(producer, start),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default);
        }

        start.Set();
        FailSafe.Completes(Task.WhenAll(threads));
        FailSafe.Completes(_disruptor.Shutdown(FailSafe.Limit));

        Assert.That(_exceptions.Count, Is.Zero, () => $"{_exceptions.Last}");
        Array.ForEach(_checks, check => check.AssertClean());
    }

    private void Produce(int producer, ManualResetEventSlim start)
    {
        start.Wait(FailSafe.Limit);
        if (_producers.BatchSize == 1)
        {
            ProduceOneByOne(producer);
        }
        else
        {
            ProduceBatches(producer);
        }
    }

    private void ProduceOneByOne(int producer)
    {
        var ring = _disruptor.RingBuffer;
        for (var counter = 0; counter < _eventsPerProducer; counter++)
        {
            var sequence = ring.Next();
            ring[sequence].Write(producer, counter);
            ring.Publish(sequence);
        }
    }

    private void ProduceBatches(int producer)
    {
        var ring = _disruptor.RingBuffer;
        var counter = 0;
        while (counter < _eventsPerProducer)
        {
            var size = Math.Min(_producers.BatchSize, _eventsPerProducer - counter);
            var high = ring.Next(size);
            var low = high - size + 1;
            for (var sequence = low; sequence <= high; sequence++)
            {
                ring[sequence].Write(producer, counter++);
            }

            ring.Publish(low, high);
        }
    }
}
