using Microsoft.Extensions.Logging;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>Calls an embedder's handler for packets, until it throws: it may not stop the engine's prices.</summary>
internal sealed class TickListener
{
    private readonly ILogger _logger;
    private KiteTickHandler? _failed;

    public TickListener(ILogger logger)
    {
        _logger = logger;
    }

    /// <summary>The handler; null for nobody.</summary>
    public KiteTickHandler? Handler { get; set; }

    public void Tell(KiteTick tick)
    {
        var handler = Handler;
        if (handler is null || ReferenceEquals(handler, _failed))
        {
            return;
        }

        try
        {
            handler(tick);
        }
        catch (Exception exception)
        {
            _failed = handler;
            _logger.TickHandlerFailed(exception);
        }
    }
}
