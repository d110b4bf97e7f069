using TradingEngine.Diagnostics;
using TradingEngine.Internals;
using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>
/// Asks the broker of one trader about every order that is open or unknown: by interval while there is one, when the
/// trader wants it, and when someone asks.
/// </summary>
internal sealed class Reconciler : Worker, IDisposable
{
    private readonly TraderHandle _trader;
    private readonly OpenOrders _orders;
    private readonly TimeSpan _timeout;
    private readonly Action<AlertKind, string> _alert;
    private readonly CancellationTokenSource _stopping = new();
    private readonly TimeSpan _interval;
    private readonly TimeProvider _timeProvider;
    private ITimer? _timer;
    private Task? _pass;
    private int _requestCount;
    private int _newsCount;
    private bool _isFailing;

    public Reconciler(
        TraderHandle trader,
        OpenOrders orders,
        TimeSpan interval,
        TimeSpan timeout,
        TimeProvider timeProvider,
        Action<AlertKind, string> alert)
        : base($"TradingEngine reconciliation {trader.Name}")
    {
        _trader = trader;
        _orders = orders;
        _timeout = timeout;
        _alert = alert;
        _interval = interval;
        _timeProvider = timeProvider;
    }

    /// <inheritdoc/>
    protected override bool IsWaiting => _pass is not null;

    /// <summary>Has the broker asked soon; many requests become one.</summary>
    /// <param name="isNews">False where the trader itself said that something changed.</param>
    public void Request(bool isNews)
    {
        Interlocked.Increment(ref isNews ? ref _newsCount : ref _requestCount);
        Wake();
    }

    /// <summary>Asks once and takes over what the broker says.</summary>
    /// <returns>False where it could not be asked; that is told to a person.</returns>
    public async Task<bool> AskAsync(bool isNews, CancellationToken cancellationToken)
    {
        var orders = _orders.GetAskable();
        if (orders.Count == 0)
        {
            return true;
        }

        var askedAt = _orders.UtcNow;
        try
        {
            var evidence = await _trader.Trader.ReconcileAsync(orders, cancellationToken).ConfigureAwait(false);
            foreach (var one in evidence)
            {
                _orders.Apply(one, isNews, askedAt);
            }

            _isFailing = false;
            return true;
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            return false;
        }
        catch (Exception exception)
        {
            TellOnce(
                $"Trader '{_trader.Name}' could not say what became of {orders.Count} orders, they stay as they are: " +
                $"{exception.GetType().Name}: {exception.Message}");
            return false;
        }
    }

    /// <summary>Asks by interval from here on.</summary>
    public void StartTimer() =>
        _timer = _timeProvider.CreateTimer(_ => Request(isNews: true), null, _interval, _interval);

    /// <summary>Asks by interval no more.</summary>
    public void StopTimer() => _timer?.Dispose();

    /// <summary>Asks the trader to give up.</summary>
    public void GiveUp() => _stopping.Cancel();

    /// <inheritdoc/>
    public override bool Step(bool mayBlock)
    {
        if (_pass is null)
        {
            var hasNews = Interlocked.Exchange(ref _newsCount, 0) > 0;
            if (Interlocked.Exchange(ref _requestCount, 0) == 0 && !hasNews)
            {
                return false;
            }

            _pass = AskAsync(hasNews, _stopping.Token);
        }

        if (!mayBlock && !_pass.IsCompleted)
        {
            return false;
        }

        Finish(_pass);
        _pass = null;
        return true;
    }

    /// <summary>Lets go of everything. Only where the thread has ended or never began.</summary>
    public void Dispose()
    {
        _timer?.Dispose();
        _stopping.Dispose();
    }

    /// <summary>Waits for the answer however long it takes, and tells when it takes too long.</summary>
    private void Finish(Task pass)
    {
        if (!pass.Wait(_timeout))
        {
            TellOnce($"Trader '{_trader.Name}' has not said within {_timeout} what became of its orders; they stay as they are.");
            pass.Wait();
        }
    }

    private void TellOnce(string message)
    {
        if (!_isFailing)
        {
            _isFailing = true;
            _alert(AlertKind.ReconciliationFailed, message);
        }
    }
}
