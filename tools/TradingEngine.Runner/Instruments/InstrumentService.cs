using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingEngine.Zerodha;
using TradingEngine.Zerodha.Client;
using TradingEngine.Zerodha.Instruments;

namespace TradingEngine.Runner.Instruments;

/// <summary>Keeps the engine's list of instruments that of today: at the start, then whenever Kite has a new one.</summary>
internal sealed class InstrumentService : BackgroundService
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromMinutes(5);

    private readonly Engine _engine;
    private readonly ZerodhaTrader _trader;
    private readonly InstrumentCache _cache;
    private readonly ILogger _logger;

    public InstrumentService(
        Engine engine, ZerodhaTrader trader, InstrumentCache cache, ILogger<InstrumentService> logger)
    {
        _engine = engine;
        _trader = trader;
        _cache = cache;
        _logger = logger;
    }

    /// <summary>Waits for the list of today where it is to be had: without it no live order can be placed.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(LookInterval, _engine.TimeProvider);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RefreshAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private async Task RefreshAsync(CancellationToken cancellationToken)
    {
        if (_trader.Client is not { } client)
        {
            return;
        }

        try
        {
            var list = await _cache.RefreshAsync(
                token => client.GetInstrumentsAsync(null, token), _engine.TimeProvider.GetUtcNow(), cancellationToken);
            if (list is not null)
            {
                _engine.UpdateInstruments(list.Registry);
                _logger.InstrumentsRead(list.Registry.Count, list.RefusedCount);
            }
        }
        catch (Exception exception) when (exception is KiteException or IOException or UnauthorizedAccessException
            or InvalidDataException)
        {
            _logger.InstrumentsNotRead(exception.Message);
        }
    }
}
