using System.Numerics;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Internals;
using TradingEngine.Model;

namespace TradingEngine.Traders;

/// <summary>The traders of an engine by name; starts and stops them all.</summary>
internal sealed class TraderRegistry
{
    /// <summary>Traders of one engine at most: one bit each in a routing mask.</summary>
    public const int CountMax = 64;

    private readonly TraderHandle[] _traders;

    public TraderRegistry(IReadOnlyList<(string Name, ITrader Trader)> traders)
    {
        _traders = new TraderHandle[traders.Count];
        for (var i = 0; i < _traders.Length; i++)
        {
            _traders[i] = new TraderHandle(i, traders[i].Name, traders[i].Trader);
        }
    }

    public IReadOnlyList<TraderHandle> All => _traders;

    /// <summary>The names, in the order of registration. This property allocates.</summary>
    public IReadOnlyList<string> Names
    {
        get
        {
            var names = new string[_traders.Length];
            for (var i = 0; i < names.Length; i++)
            {
                names[i] = _traders[i].Name;
            }

            return names;
        }
    }

    /// <summary>What is wrong with terms for the orders of a trader; none where all is well.</summary>
    /// <exception cref="ArgumentException">There is no trader of that name; the message lists those that are.</exception>
    public IReadOnlyList<string> CheckTerms(string name, string terms) =>
        _traders[BitOperations.TrailingZeroCount(MaskOf(name))].Trader.CheckTerms(terms);

    /// <summary>The bit of a trader in a routing mask.</summary>
    /// <exception cref="ArgumentException">There is none of that name; the message lists those that are.</exception>
    public ulong MaskOf(string name)
    {
        foreach (var trader in _traders)
        {
            if (trader.Name == name)
            {
                return 1UL << trader.Index;
            }
        }

        var known = _traders.Length == 0 ? "no trader is registered" : $"there are {string.Join(", ", Names)}";
        throw new ArgumentException($"There is no trader '{name}'; {known}.", nameof(name));
    }

    /// <summary>
    /// Initialises every trader at the same time. One that fails or takes too long is marked; the others go on.
    /// </summary>
    /// <returns>The alerts of those that failed.</returns>
    public async Task<IReadOnlyList<Alert>> InitializeAsync(
        TimeSpan timeout,
        IWorkerHost workers,
        TimeProvider timeProvider,
        ILoggerFactory loggers,
        Func<long, Price?> lastPrice,
        CancellationToken cancellationToken)
    {
        var logger = loggers.CreateLogger<TraderRegistry>();
        var starts = new Task<Alert?>[_traders.Length];
        for (var i = 0; i < starts.Length; i++)
        {
            var trader = _traders[i];
            var context = new TraderContext(
                trader.Name, timeProvider, loggers.CreateLogger($"TradingEngine.Traders.{trader.Name}"))
            {
                Reconcile = () => trader.Reconcile?.Invoke(),
                Prices = lastPrice,
                Alerts = (kind, severity, message) => Alert(trader, kind, severity, message),
            };
            starts[i] = InitializeAsync(trader, context, timeout, workers, logger, cancellationToken);
        }

        var alerts = new List<Alert>();
        foreach (var alert in await Task.WhenAll(starts).ConfigureAwait(false))
        {
            if (alert is not null)
            {
                alerts.Add(alert);
            }
        }

        cancellationToken.ThrowIfCancellationRequested();
        return alerts;
    }

    /// <summary>
    /// Shuts every trader down at the same time. One that fails or takes too long does not keep the others.
    /// </summary>
    /// <returns>The alerts of those that failed.</returns>
    public async Task<IReadOnlyList<Alert>> ShutdownAsync(
        Deadline deadline, IWorkerHost workers, TimeProvider timeProvider)
    {
        var alerts = new List<Alert>();
        var stops = new Task[_traders.Length];
        for (var i = 0; i < stops.Length; i++)
        {
            var trader = _traders[i];
            stops[i] = CallAsync(
                workers, token => trader.Trader.ShutdownAsync(token), deadline.Remaining, CancellationToken.None);
        }

        for (var i = 0; i < stops.Length; i++)
        {
            try
            {
                await stops[i].ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                alerts.Add(new Alert(
                    AlertKind.TraderShutdownFailed,
                    AlertSeverity.Warning,
                    $"Trader '{_traders[i].Name}' did not shut down: {exception.Message}",
                    _traders[i].Name,
                    timeProvider.GetUtcNow()));
            }

            _traders[i].NotReadyReason = "it is shut down";
            _traders[i].State = TraderState.ShutDown;
        }

        return alerts;
    }

    private static void Alert(TraderHandle trader, AlertKind kind, AlertSeverity severity, string message)
    {
        if (trader.State != TraderState.ShutDown)
        {
            trader.Alert?.Invoke(kind, severity, message);
        }
    }

    private static async Task<Alert?> InitializeAsync(
        TraderHandle trader,
        TraderContext context,
        TimeSpan timeout,
        IWorkerHost workers,
        ILogger logger,
        CancellationToken cancellationToken)
    {
        try
        {
            await CallAsync(
                workers, token => trader.Trader.InitializeAsync(context, token), timeout, cancellationToken)
                .ConfigureAwait(false);
            trader.State = TraderState.Ready;
            logger.TraderInitialized(trader.Name, trader.ExecutionMode, trader.Inline is null ? "lane" : "inline");
            return null;
        }
        catch (Exception exception)
        {
            var reason = exception is TimeoutException ? $"it did not initialise within {timeout}" : exception.Message;
            trader.NotReadyReason = reason;
            trader.State = TraderState.NotInitialized;
            return new Alert(
                AlertKind.TraderNotInitialized,
                AlertSeverity.Critical,
                $"Trader '{trader.Name}' could not be initialised: {reason}",
                trader.Name,
                context.TimeProvider.GetUtcNow());
        }
    }

    /// <summary>
    /// Makes a call that may block, apart from all others, and waits for it at most <paramref name="timeout"/>.
    /// </summary>
    private static async Task CallAsync(
        IWorkerHost workers,
        Func<CancellationToken, ValueTask> call,
        TimeSpan timeout,
        CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var task = workers.CallAsync(() => call(giveUp.Token).AsTask());
        try
        {
            await task.WaitAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            await giveUp.CancelAsync().ConfigureAwait(false);
        }
    }
}
