using System.Runtime.CompilerServices;
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
    private readonly bool _signals;
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
        _signals = waitStrategy.IsBlockingStrategy;
        _handler = handler;
        _exceptionHandler = exceptionHandler;
    }

    public Sequence Sequence { get; } = new();

    public void Halt() => _barrier.Alert();

    public void Run()
    {
        var next = Sequence.Value + 1;
        var gap = new Backoff();
        var gatherer = new BatchGatherer(_waitStrategy.GatheringSpins);
        while (true)
        {
            var available = _barrier.WaitFor(next);
            if (available >= next)
            {
                var size = available - next + 1;
                next = ProcessBatch(next, available);
                gap = default;
                gatherer.OnBatch(size);
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

    /// <summary>
    /// Processes <paramref name="next"/> to <paramref name="last"/> and returns the sequence after it.
    /// </summary>
    /// <remarks>
    /// The sequence is stored once a batch, with release: whoever reads it sees what the handler did, and a producer
    /// may then overwrite the slots.
    /// </remarks>
    private long ProcessBatch(long next, long last)
    {
        var current = next;
        try
        {
            _handler.OnBatchStart(last - next + 1);
            RunHandler(ref current, last);
        }
        catch (Exception exception)
        {
            // The event that threw counts as processed; the rest of the batch comes with the next call.
            last = current;
            HandleException(exception, last);
        }

        Sequence.SetValue(last);
        if (_signals)
        {
            _waitStrategy.SignalAllWhenBlocking();
        }

        return last + 1;
    }

    /// <summary>Hands the events to the handler; <paramref name="current"/> is the one that it has.</summary>
    /// <remarks>
    /// Apart from the catch block, because what that reads is kept in memory and not in registers.
    /// </remarks>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private void RunHandler(ref long current, long last)
    {
        var ring = _ring;
        for (var sequence = current; sequence <= last; sequence++)
        {
            current = sequence;
            _handler.OnEvent(ref ring[sequence], sequence, sequence == last);
        }
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
