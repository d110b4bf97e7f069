using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Orders;

namespace TradingEngine;

/// <summary>Reports what a stage threw. The ring goes on with the next event.</summary>
/// <typeparam name="T">The slot.</typeparam>
internal sealed class StageExceptionHandler<T> : IValueExceptionHandler<T>
    where T : struct
{
    private readonly ILogger _logger;
    private readonly IEventOutlet? _outlet;
    private readonly TimeProvider _timeProvider;

    public StageExceptionHandler(ILogger logger, IEventOutlet? outlet, TimeProvider timeProvider)
    {
        _logger = logger;
        _outlet = outlet;
        _timeProvider = timeProvider;
    }

    public void HandleEventException(Exception ex, long sequence, ref T evt) => Report(ex, sequence);

    public void HandleOnTimeoutException(Exception ex, long sequence) => Report(ex, sequence);

    public void HandleOnStartException(Exception ex) => Report(ex, -1);

    public void HandleOnShutdownException(Exception ex) => Report(ex, -1);

    private void Report(Exception exception, long sequence)
    {
        _logger.StageThrew(exception, sequence);
        _outlet?.Publish(new Alert(
            AlertKind.StageThrew,
            AlertSeverity.Critical,
            $"A stage threw {exception.GetType().Name} at sequence {sequence}: {exception.Message}",
            nameof(Engine),
            _timeProvider.GetUtcNow()));
    }
}
