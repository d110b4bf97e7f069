using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace TradingEngine.Zerodha.Instruments;

/// <summary>
/// Keeps an engine's instruments those of today: takes the list from the cache, whoever downloaded it, else downloads it,
/// and swaps it through the ring. Where today's is not to be had, the one before goes on with a warning that tells its age.
/// </summary>
public sealed class InstrumentRefresher
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(5);

    private readonly Engine _engine;
    private readonly InstrumentCache _cache;
    private readonly Func<CancellationToken, Task<Stream>> _download;
    private readonly ILogger _logger;

    /// <summary>A refresher. Nothing is done before a method is called.</summary>
    /// <param name="engine">The engine that gets the lists, and whose clock says what day it is.</param>
    /// <param name="cache">Where lists are kept.</param>
    /// <param name="download">Opens the download of Kite's list.</param>
    /// <param name="logger">Where warnings go; null for nowhere.</param>
    public InstrumentRefresher(
        Engine engine,
        InstrumentCache cache,
        Func<CancellationToken, Task<Stream>> download,
        ILogger? logger = null)
    {
        ArgumentNullException.ThrowIfNull(engine);
        ArgumentNullException.ThrowIfNull(cache);
        ArgumentNullException.ThrowIfNull(download);
        _engine = engine;
        _cache = cache;
        _download = download;
        _logger = logger ?? NullLogger.Instance;
    }

    /// <summary>The day of the list that the engine has from here; null where it has none from here.</summary>
    public DateOnly? Day { get; private set; }

    /// <summary>Gives the engine the list of today, or at first an older one where that is not to be had.</summary>
    /// <returns>True where the engine got a list. What goes wrong is logged, not thrown.</returns>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task<bool> RefreshAsync(CancellationToken cancellationToken = default)
    {
        var now = _engine.TimeProvider.GetUtcNow();
        var today = _cache.DayAt(now);
        if (Day == today)
        {
            return false;
        }

        try
        {
            var list = _cache.Read(today)
                ?? await _cache.RefreshAsync(_download, now, cancellationToken).ConfigureAwait(false)
                ?? _cache.Read(today);
            return list is not null && Use(list, today);
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            return UseOlder(exception, now);
        }
    }

    /// <summary>Looks every five minutes, by the engine's clock, until it is cancelled.</summary>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(LookInterval, _engine.TimeProvider);
        while (await timer.WaitForNextTickAsync(cancellationToken).ConfigureAwait(false))
        {
            await RefreshAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    private bool Use(InstrumentList list, DateOnly day)
    {
        _engine.UpdateInstruments(list.Registry);
        Day = day;
        _logger.InstrumentsRead(list.Registry.Count, day, list.RefusedCount);
        return true;
    }

    private bool UseOlder(Exception reason, DateTimeOffset now)
    {
        var isNew = Day is null && _cache.ReadNewest(out var newest) is { } list && Use(list, newest);
        if (Day is { } day)
        {
            _logger.InstrumentsStale(day, (int)_cache.AgeAt(now, day).TotalHours, reason.Message);
        }
        else
        {
            _logger.InstrumentsMissing(reason.Message);
        }

        return isNew;
    }
}
