using System.Collections.Concurrent;
using TradingEngine.Diagnostics;
using TradingEngine.Internals;
using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>Cancels orders of one trader at its broker, past the lanes: a cancellation never waits behind orders.</summary>
internal sealed class Canceller : Worker, IDisposable
{
    private readonly TraderHandle _trader;
    private readonly OpenOrders _orders;
    private readonly Action _requestReconciliation;
    private readonly Action<AlertKind, string> _alert;
    private readonly ConcurrentQueue<OpenOrder> _queue = new();
    private readonly CancellationTokenSource _stopping = new();
    private OpenOrder? _current;
    private DateTimeOffset _askedAt;
    private Task<OrderResult>? _cancellation;

    /// <param name="trader">Whose orders.</param>
    /// <param name="orders">The trader's open orders.</param>
    /// <param name="requestReconciliation">Has the broker asked, after a cancellation whose outcome is not known.</param>
    /// <param name="alert">Tells a person.</param>
    public Canceller(
        TraderHandle trader, OpenOrders orders, Action requestReconciliation, Action<AlertKind, string> alert)
        : base($"TradingEngine cancels {trader.Name}")
    {
        _trader = trader;
        _orders = orders;
        _requestReconciliation = requestReconciliation;
        _alert = alert;
    }

    /// <inheritdoc/>
    protected override bool IsWaiting => _cancellation is not null;

    /// <summary>Cancels an order that was sent.</summary>
    public void Cancel(OpenOrder order)
    {
        _queue.Enqueue(order);
        Wake();
    }

    /// <summary>Asks the trader to give up.</summary>
    public void GiveUp() => _stopping.Cancel();

    /// <inheritdoc/>
    public override bool Step(bool mayBlock)
    {
        if (_cancellation is null && !Begin())
        {
            return false;
        }

        if (!mayBlock && _cancellation is { IsCompleted: false })
        {
            return false;
        }

        Finish();
        return true;
    }

    /// <summary>Lets go of everything. Only where the thread has ended or never began.</summary>
    public void Dispose()
    {
        _stopping.Dispose();
    }

    private bool Begin()
    {
        if (!_queue.TryDequeue(out _current))
        {
            return false;
        }

        _askedAt = _orders.UtcNow;
        try
        {
            _cancellation = _trader.Trader.CancelAsync(_orders.Snapshot(_current), _stopping.Token).AsTask();
        }
        catch (Exception exception)
        {
            _cancellation = Task.FromException<OrderResult>(exception);
        }

        return true;
    }

    private void Finish()
    {
        var id = _current!.Order.Id;
        try
        {
            _orders.Apply(new OrderEvidence(id, _cancellation!.GetAwaiter().GetResult()), isNews: false, _askedAt);
        }
        catch (NotSupportedException exception)
        {
            _alert(AlertKind.CancelFailed, $"Order {id} of trader '{_trader.Name}' stays open: {exception.Message}");
        }
        catch (Exception exception)
        {
            _alert(
                AlertKind.CancelFailed,
                $"Whether order {id} of trader '{_trader.Name}' was cancelled is not known, its broker is asked: " +
                $"{exception.GetType().Name}: {exception.Message}");
            _requestReconciliation();
        }

        _cancellation = null;
        _current = null;
    }
}
