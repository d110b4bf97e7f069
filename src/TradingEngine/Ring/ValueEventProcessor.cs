using TradingEngine.Internals;

namespace TradingEngine.Ring;

/// <summary>The one consumer loop: waits for a batch, hands each slot to the handler, tells how far it is.</summary>
/// <typeparam name="T">The slot.</typeparam>
/// <typeparam name="THandler">The handler; a struct gets its own compiled loop.</typeparam>
internal sealed class ValueEventProcessor<T, THandler> : IEventProcessor
    where T : struct
    where THandler : IValueEventHandler<T>
{
    private readonly ValueRingBuffer<T> _ring;
    private readonly SequenceBarrier _barrier;
    private readonly IWaitStrategy _waitStrategy;
    private readonly Func<IValueExceptionHandler<T>?> _exceptionHandler;
#pragma warning disable IDE0044 // A call on a readonly field of a type parameter copies the struct first.
    private THandler _handler;
#pragma warning restore IDE0044

    public ValueEventProcessor(
        ValueRingBuffer<T> ring,
        SequenceBarrier barrier,
        IWaitStrategy waitStrategy,
        THandler handler,
        Func<IValueExceptionHandler<T>?> exceptionHandler)
    {
        _ring = ring;
        _barrier = barrier;
        _waitStrategy = waitStrategy;
        _handler = handler;
        _exceptionHandler = exceptionHandler;
    }

    public Sequence Sequence { get; } = new();

    public void Halt() => _barrier.Alert();

    public void Run()
    {
        var next = Sequence.Value + 1;
        var gap = new Backoff();
        while (true)
        {
            var available = _barrier.WaitFor(next);
            if (available >= next)
            {
                next = ProcessBatch(next, available);
                gap = default;
            }
            else if (_barrier.IsAlerted)
            {
                return;
            }
            else
            {
                // The slot is claimed but not published: its producer may have lost the core between the two.
                gap.Pause();
            }
        }
    }

    /// <summary>Processes <paramref name="next"/> to <paramref name="last"/> and returns the sequence after it.</summary>
    /// <remarks>
    /// The sequence is stored once a batch, with release: whoever reads it sees what the handler did, and a producer
    /// may then overwrite the slots.
    /// </remarks>
    private long ProcessBatch(long next, long last)
    {
        try
        {
            _handler.OnBatchStart(last - next + 1);
            while (next <= last)
            {
                _handler.OnEvent(ref _ring[next], next, next == last);
                next++;
            }
        }
        catch (Exception exception)
        {
            // The event that threw counts as processed; the rest of the batch comes with the next call.
            last = Math.Min(next, last);
            HandleException(exception, last);
            next = last + 1;
        }

        Sequence.SetValue(last);
        if (_waitStrategy.IsBlockingStrategy)
        {
            _waitStrategy.SignalAllWhenBlocking();
        }

        return next;
    }

    private void HandleException(Exception exception, long sequence)
    {
        try
        {
            _exceptionHandler()?.HandleEventException(exception, sequence, ref _ring[sequence]);
        }
        catch (Exception)
        {
            // A handler of exceptions that throws must not end the only consumer of the ring.
        }
    }
}
