using TradingEngine.Internals;

namespace TradingEngine.Ring;

/// <summary>A ring with its consumers: composed once, started, drained, stopped.</summary>
/// <typeparam name="T">The slot.</typeparam>
internal sealed class ValueDisruptor<T>
    where T : struct
{
    private readonly IWaitStrategy _waitStrategy;
    private readonly TaskScheduler _taskScheduler;
    private readonly List<IEventProcessor> _processors = [];
    private readonly List<Sequence> _lastSequences = [];
    private Task[] _loops = [];
    private IValueExceptionHandler<T>? _exceptionHandler;
    private int _state;

    /// <param name="eventFactory">Makes the first content of each slot.</param>
    /// <param name="ringBufferSize">Slots, a power of two.</param>
    /// <param name="taskScheduler">Runs the consumers; each is a long-running task, a thread of its own on the default
    /// one.</param>
    /// <param name="producerType">One producing thread or several.</param>
    /// <param name="waitStrategy">What an idle consumer does.</param>
    public ValueDisruptor(
        Func<T> eventFactory,
        int ringBufferSize,
        TaskScheduler taskScheduler,
        ProducerType producerType,
        IWaitStrategy waitStrategy)
    {
        _taskScheduler = taskScheduler;
        _waitStrategy = waitStrategy;
        RingBuffer = new ValueRingBuffer<T>(eventFactory, ringBufferSize, producerType, waitStrategy);
    }

    public ValueRingBuffer<T> RingBuffer { get; }

    /// <summary>Adds a consumer that waits for the producer.</summary>
    public ValueEventHandlerGroup<T> HandleEventsWith<THandler>(THandler handler)
        where THandler : IValueEventHandler<T> => Add(handler, []);

    /// <summary>Sets who is told about exceptions of every handler.</summary>
    public void SetDefaultExceptionHandler(IValueExceptionHandler<T> exceptionHandler) =>
        _exceptionHandler = exceptionHandler;

    /// <summary>Starts every consumer. The task ends when they have all been given to the scheduler.</summary>
    /// <exception cref="InvalidOperationException">It was started before, or has no consumer.</exception>
    public Task Start()
    {
        if (_processors.Count == 0)
        {
            throw new InvalidOperationException("A ring without a consumer cannot be started.");
        }

        if (Interlocked.CompareExchange(ref _state, 1, 0) != 0)
        {
            throw new InvalidOperationException("A ring is started once.");
        }

        _loops = new Task[_processors.Count];
        for (var i = 0; i < _loops.Length; i++)
        {
            _loops[i] = Task.Factory.StartNew(
                _processors[i].Run, CancellationToken.None, TaskCreationOptions.LongRunning, _taskScheduler);
        }

        return Task.CompletedTask;
    }

    /// <summary>
    /// Asks every consumer to stop when it next finds nothing to do. The task ends when they all have.
    /// </summary>
    public Task Halt()
    {
        foreach (var processor in _processors)
        {
            processor.Halt();
        }

        return Task.WhenAll(_loops);
    }

    /// <summary>
    /// Waits until every published event is processed, then stops. Publishing must have ended before. A negative
    /// <paramref name="timeout"/> waits without a limit.
    /// </summary>
    /// <exception cref="TimeoutException">Events were left after <paramref name="timeout"/>; the ring still
    /// runs.</exception>
    public Task Shutdown(TimeSpan timeout)
    {
        var deadline = Environment.TickCount64 + (long)Math.Min(timeout.TotalMilliseconds, int.MaxValue);
        var backoff = new Backoff();
        while (RingBuffer.GetRemainingCapacity() != RingBuffer.BufferSize)
        {
            if (timeout >= TimeSpan.Zero && Environment.TickCount64 > deadline)
            {
                var left = RingBuffer.BufferSize - RingBuffer.GetRemainingCapacity();
                throw new TimeoutException($"{left} events were not processed within {timeout}.");
            }

            backoff.Pause();
        }

        return Halt();
    }

    internal ValueEventHandlerGroup<T> Add<THandler>(THandler handler, Sequence[] behind)
        where THandler : IValueEventHandler<T>
    {
        var behindProducers = behind.Length == 0;
        var barrier = new SequenceBarrier(
            RingBuffer.Sequencer,
            _waitStrategy,
            behindProducers ? [RingBuffer.CursorSequence] : behind,
            behindProducers);
        var processor = new ValueEventProcessor<T, THandler>(
            RingBuffer, barrier, _waitStrategy, handler, () => _exceptionHandler);
        _processors.Add(processor);
        _lastSequences.Add(processor.Sequence);
        foreach (var sequence in behind)
        {
            _lastSequences.Remove(sequence);
        }

        RingBuffer.Sequencer.SetGatingSequences([.. _lastSequences]);

        return new ValueEventHandlerGroup<T>(this, [processor.Sequence]);
    }
}
