using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using TradingEngine.Zerodha;
using TradingEngine.Zerodha.Instruments;

namespace TradingEngine.Runner.Instruments;

/// <summary>Keeps the engine's list of instruments that of today: at the start, then whenever Kite has a new one.</summary>
internal sealed class InstrumentService : BackgroundService
{
    private readonly ZerodhaTrader _trader;
    private readonly InstrumentRefresher _refresher;

    public InstrumentService(
        Engine engine, ZerodhaTrader trader, InstrumentCache cache, ILogger<InstrumentService> logger)
    {
        _trader = trader;
        _refresher = new InstrumentRefresher(engine, cache, DownloadAsync, logger);
    }

    /// <summary>Waits for the list of today where it is to be had: without it no live order can be placed.</summary>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await _refresher.RefreshAsync(cancellationToken);
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await _refresher.RunAsync(stoppingToken);
        }
        catch (OperationCanceledException)
        {
            // The host stops.
        }
    }

    private Task<Stream> DownloadAsync(CancellationToken cancellationToken) => _trader.Client is { } client
        ? client.GetInstrumentsAsync(null, cancellationToken)
        : throw new InvalidOperationException("The trader is not initialised, so nothing can be downloaded.");
}
