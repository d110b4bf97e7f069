using TradingEngine.Traders;

namespace TradingEngine.Zerodha.Trading;

/// <summary>
/// Looks after a trader by time: a login that is over or new, orders in doubt, order updates that do not come, orders that
/// rest. It asks for readings of the order book and makes none, but where the engine would make none.
/// </summary>
internal sealed class Upkeep : IDisposable
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(1);

    private readonly TimeSpan _pollInterval;
    private readonly SessionGuard _guard;
    private readonly BookReader _reader;
    private readonly RestingOrders _resting;
    private readonly DoubtfulOrders _doubtful;
    private readonly OrderUpdates? _updates;
    private readonly TraderContext _context;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private Task _pass = Task.CompletedTask;
    private DateTimeOffset _polledAt;

    public Upkeep(
        TimeSpan pollInterval,
        SessionGuard guard,
        BookReader reader,
        RestingOrders resting,
        DoubtfulOrders doubtful,
        OrderUpdates? updates,
        TraderContext context)
    {
        _pollInterval = pollInterval;
        _guard = guard;
        _reader = reader;
        _resting = resting;
        _doubtful = doubtful;
        _updates = updates;
        _context = context;
    }

    /// <summary>Looks from here on.</summary>
    public void Start()
    {
        var interval = _pollInterval < LookInterval ? _pollInterval : LookInterval;
        StartUpdates();
        _timer = _context.TimeProvider.CreateTimer(_ => Look(), null, interval, interval);
    }

    /// <summary>Looks no more.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync().ConfigureAwait(false);
        _timer?.Dispose();
        Task pass;
        lock (_gate)
        {
            pass = _pass;
        }

        await pass.ConfigureAwait(false);
    }

    public void Dispose()
    {
        _timer?.Dispose();
        _stop.Dispose();
    }

    private void Look()
    {
        lock (_gate)
        {
            if (_pass.IsCompleted && !_stop.IsCancellationRequested)
            {
                _pass = LookAsync();
            }
        }
    }

    private async Task LookAsync()
    {
        try
        {
            var now = _context.TimeProvider.GetUtcNow();
            if (_guard.Impediment is not null && await _guard.LookAsync(_stop.Token).ConfigureAwait(false))
            {
                StartUpdates();
                _context.RequestReconciliation();
            }

            if (_doubtful.HasAppeared)
            {
                await _reader.ReadAsync([], _stop.Token).ConfigureAwait(false);
            }

            var isBlind = _updates is not { IsConnected: true };
            if (_resting.IsDue(now) || ((isBlind || _doubtful.Count > 0 || _reader.IsBehind) && now - _polledAt >= _pollInterval))
            {
                _polledAt = now;
                _context.RequestReconciliation();
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
        }
        catch (Exception exception)
        {
            _context.Logger.UpkeepFailed(exception, $"Trader '{_context.Name}' could not look after itself, and tries again");
        }
    }

    private void StartUpdates()
    {
        if (_guard.Impediment is null)
        {
            _updates?.Start();
        }
    }
}
