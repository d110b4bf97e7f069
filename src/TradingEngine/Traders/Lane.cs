using System.Diagnostics.CodeAnalysis;
using TradingEngine.Internals;
using TradingEngine.Journal;
using TradingEngine.Journal.Storage;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>One worker of a trader that is not inline: a bounded queue and a thread of its own.</summary>
/// <remarks>
/// An instrument always goes to the same lane, so its orders are sent one after the other, in the order of the signals.
/// A full queue refuses: the order fails at once with that reason, and the pipeline never waits for a broker.
/// </remarks>
internal sealed class Lane : Worker, IDisposable
{
    /// <summary>Why an order fails that was still queued at the stop.</summary>
    public const string StoppedMessage = "The engine stopped before the order was sent";

    private readonly TraderHandle _trader;
    private readonly OrderJournal? _journal;
    private readonly TradingSwitch _switch;
    private readonly OpenOrders _orders;
    private readonly Canceller _canceller;
    private readonly int _capacity;
    private readonly Queue<OpenOrder> _queue = new();
    private readonly CancellationTokenSource _stopping = new();

    // Two locks, so that the pipeline never waits for an answer that is being published.
    private readonly object _queueGate = new();
    private readonly object _currentGate = new();
    private OpenOrder? _current;
    private Task<OrderResult>? _execution;
    private bool _isComplete;
    private bool _isAbandoned;
    private int _pendingCount;

    public Lane(
        TraderHandle trader,
        int number,
        int capacity,
        OpenOrders orders,
        OrderJournal? journal,
        TradingSwitch tradingSwitch,
        Canceller canceller)
        : base($"TradingEngine lane {trader.Name}/{number}")
    {
        _trader = trader;
        _journal = journal;
        _switch = tradingSwitch;
        _capacity = capacity;
        _orders = orders;
        _canceller = canceller;
    }

    /// <summary>Orders that are queued or being executed.</summary>
    public int PendingCount => Volatile.Read(ref _pendingCount);

    /// <summary>True when it takes no more orders.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_queueGate)
            {
                return _isComplete;
            }
        }
    }

    /// <inheritdoc/>
    protected override bool IsWaiting => _execution is not null;

    /// <summary>Queues an order.</summary>
    /// <returns>False where the queue is full or takes no more.</returns>
    public bool TryEnqueue(OpenOrder order)
    {
        lock (_queueGate)
        {
            if (_isComplete || _queue.Count >= _capacity)
            {
                return false;
            }

            _queue.Enqueue(order);
            Interlocked.Increment(ref _pendingCount);
        }

        Wake();
        return true;
    }

    /// <summary>Takes no more orders; the thread ends when the queue is empty.</summary>
    public void Complete()
    {
        lock (_queueGate)
        {
            _isComplete = true;
        }

        End();
    }

    /// <summary>Asks the trader to give up.</summary>
    public void Cancel() => _stopping.Cancel();

    /// <summary>
    /// Gives up on the trader: the order in its hands is unknown from here on, those behind it fail.
    /// </summary>
    public void Abandon()
    {
        lock (_currentGate)
        {
            _isAbandoned = true;
            if (_current is { } current)
            {
                _orders.Abandon(current);
            }
        }

        while (TryTake(out var unsent))
        {
            _orders.Fail(unsent, StoppedMessage);
        }
    }

    /// <summary>Lets go of everything. Only where the thread has ended or never began.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
    }

    /// <inheritdoc/>
    public override bool Step(bool mayBlock)
    {
        if (_execution is null && !Begin())
        {
            return false;
        }

        if (!mayBlock && _execution is { IsCompleted: false })
        {
            return false;
        }

        Finish();
        return true;
    }

    /// <summary>Takes the next order and hands it to the trader.</summary>
    private bool Begin()
    {
        lock (_currentGate)
        {
            if (_isAbandoned || !TryTake(out _current))
            {
                return false;
            }
        }

        if (IsHalted(_current) || IsWithdrawn(_current) || !TryRecord(_current) || !_orders.TryBeginSend(_current))
        {
            Forget();
            return true;
        }

        try
        {
            _execution = _current.MayBeSent && _trader.Durability == OrderDurability.BeforeSend
                ? ExecuteUnlessSentAsync(_current)
                : _trader.Trader.ExecuteAsync(_current.Order, _stopping.Token).AsTask();
        }
        catch (Exception exception)
        {
            _execution = Task.FromException<OrderResult>(exception);
        }

        return true;
    }

    /// <summary>Sends an order only where its broker says that it does not have it from another engine.</summary>
    private async Task<OrderResult> ExecuteUnlessSentAsync(OpenOrder order)
    {
        var trader = _trader.Trader;
        var evidence = await trader.ReconcileAsync([_orders.Snapshot(order)], _stopping.Token).ConfigureAwait(false);
        foreach (var (id, result) in evidence)
        {
            if (id == order.Order.Id)
            {
                return result.Kind == OrderResultKind.NotFound
                    ? await trader.ExecuteAsync(order.Order, _stopping.Token).ConfigureAwait(false)
                    : result;
            }
        }

        return OrderResult.Unknown(
            "Another engine may have sent it, and its broker did not say whether it has it; it was not sent again");
    }

    /// <summary>Ends an order that was queued before trading was halted.</summary>
    private bool IsHalted(OpenOrder order)
    {
        if (_switch.Mode != TradingMode.Halted)
        {
            return false;
        }

        _orders.Fail(order, "Trading was halted before the order was sent");
        return true;
    }

    /// <summary>Ends an order that was queued before its strategy's route to this trader ended, as by a rollback.</summary>
    private bool IsWithdrawn(OpenOrder order)
    {
        if (_switch.Routes is not { } routes || routes.LeadsTo(order.Order.Signal, 1UL << _trader.Index))
        {
            return false;
        }

        _orders.Fail(
            order,
            $"The route of strategy '{order.Order.StrategyId}' to trader '{_trader.Name}' ended before the order was sent");
        return true;
    }

    /// <summary>Has the order on disk, or as near to it as its trader asks for, before it leaves.</summary>
    /// <returns>False where it must not leave; it is terminal then.</returns>
    private bool TryRecord(OpenOrder order)
    {
        if (_journal is null || order.IsTerminal)
        {
            return true;
        }

        try
        {
            _journal.RecordIntent(order.Order, _trader.Name, _trader.Durability);
        }
        catch (JournalFailedException exception) when (_journal.IsRequiredFor(_trader.Durability))
        {
            _orders.Fail(order, $"The journal cannot be written: {exception.Message}");
            return false;
        }
        catch (JournalFailedException)
        {
            // A simulated order goes on; that nothing is recorded any more is told by who looks after the journal.
        }

        return true;
    }

    private void Finish()
    {
        if (_execution is not { } execution)
        {
            return;
        }

        OrderResult result = default;
        Exception? thrown = null;
        try
        {
            result = execution.GetAwaiter().GetResult();
        }
        catch (Exception exception)
        {
            thrown = exception;
        }

        _execution = null;
        lock (_currentGate)
        {
            // An abandoned order was reported as unknown: what comes later is not for the sinks.
            if (!_isAbandoned && _orders.Answer(_current!, result, thrown))
            {
                _canceller.Cancel(_current!);
            }
        }

        Forget();
    }

    private bool TryTake([NotNullWhen(true)] out OpenOrder? order)
    {
        lock (_queueGate)
        {
            return _queue.TryDequeue(out order);
        }
    }

    private void Forget()
    {
        lock (_currentGate)
        {
            _current = null;
        }

        Interlocked.Decrement(ref _pendingCount);
    }
}
