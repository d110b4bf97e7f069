using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>One worker of a trader that is not inline: a bounded queue and a thread of its own.</summary>
/// <remarks>
/// An instrument always goes to the same lane, so its orders are sent one after the other, in the order of the signals.
/// A full queue refuses: the order fails at once with that reason, and the pipeline never waits for a broker.
/// </remarks>
internal sealed class Lane : IDisposable
{
    private readonly TraderHandle _trader;
    private readonly OutcomeReporter _reporter;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly BlockingCollection<Order> _queue;
    private readonly CancellationTokenSource _stopping = new();
    private readonly object _gate = new();
    private readonly Thread _thread;
    private Order? _current;
    private bool _isAbandoned;
    private int _pendingCount;

    public Lane(
        TraderHandle trader,
        int number,
        int capacity,
        OutcomeReporter reporter,
        TimeProvider timeProvider,
        ILogger logger)
    {
        _trader = trader;
        _reporter = reporter;
        _timeProvider = timeProvider;
        _logger = logger;
        _queue = new BlockingCollection<Order>(capacity);
        _thread = new Thread(Run) { IsBackground = true, Name = $"TradingEngine lane {trader.Name}/{number}" };
    }

    /// <summary>Orders that are queued or being executed.</summary>
    public int PendingCount => Volatile.Read(ref _pendingCount);

    public void Start() => _thread.Start();

    /// <summary>Queues an order.</summary>
    /// <returns>False where the queue is full.</returns>
    /// <exception cref="InvalidOperationException">The lane takes no more orders.</exception>
    public bool TryEnqueue(in Order order)
    {
        var isQueued = false;
        Interlocked.Increment(ref _pendingCount);
        try
        {
            isQueued = _queue.TryAdd(order);
        }
        finally
        {
            Interlocked.Add(ref _pendingCount, isQueued ? 0 : -1);
        }

        return isQueued;
    }

    /// <summary>Takes no more orders; the thread ends when the queue is empty.</summary>
    public void Complete() => _queue.CompleteAdding();

    /// <summary>Waits for the thread to end.</summary>
    /// <returns>False where the time was over before.</returns>
    public bool Join(TimeSpan timeout) => !_thread.ThreadState.HasFlag(ThreadState.Unstarted) && _thread.Join(timeout);

    /// <summary>Asks the trader to give up.</summary>
    public void Cancel() => _stopping.Cancel();

    /// <summary>
    /// Gives up on the trader: the order in its hands is reported as unknown, those behind it as failed.
    /// </summary>
    public void Abandon()
    {
        lock (_gate)
        {
            _isAbandoned = true;
            if (_current is { } current)
            {
                ReportUnknown(current);
            }

            while (_queue.TryTake(out var unsent))
            {
                _reporter.Fail(_trader, unsent, "The engine stopped before the order was sent", Now(unsent));
            }
        }
    }

    /// <summary>Lets go of the queue. Only for a lane whose thread has ended or never began.</summary>
    public void Dispose()
    {
        _queue.Dispose();
        _stopping.Dispose();
    }

    private void Run()
    {
        foreach (var order in _queue.GetConsumingEnumerable())
        {
            Execute(order);
            Interlocked.Decrement(ref _pendingCount);
        }
    }

    private void Execute(in Order order)
    {
        lock (_gate)
        {
            if (_isAbandoned)
            {
                return;
            }

            _current = order;
        }

        OrderResult result = default;
        Exception? thrown = null;
        try
        {
            var task = _trader.Trader.ExecuteAsync(order, _stopping.Token);
            result = task.IsCompletedSuccessfully ? task.Result : task.AsTask().GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            thrown = exception;
        }

        lock (_gate)
        {
            // An abandoned order was reported as unknown: what comes later is not for the sinks.
            if (_isAbandoned)
            {
                return;
            }

            Report(order, result, thrown);
            _current = null;
        }
    }

    private void Report(in Order order, in OrderResult result, Exception? thrown)
    {
        var timestamp = Now(order);
        if (thrown is null)
        {
            _reporter.Report(_trader, order, result, timestamp);
            return;
        }

        _logger.TraderThrew(thrown, _trader.Name);
        _reporter.Threw(_trader, order, thrown, timestamp);
    }

    private void ReportUnknown(in Order order)
    {
        _trader.CountUnknown();
        _reporter.Alert(
            AlertKind.OrderOutcomeUnknown,
            AlertSeverity.Critical,
            $"Trader '{_trader.Name}' still held order {order.Id} ({order.Side} {order.Quantity} of " +
            $"{order.InstrumentToken} for {order.StrategyId}) when the engine stopped: its outcome is not known.",
            _trader,
            Now(order));
    }

    private DateTimeOffset Now(in Order order) => _timeProvider.GetUtcNow().ToOffset(order.Timestamp.Offset);
}
