using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Internals;

namespace TradingEngine;

/// <summary>Starts and stops the sources and the sinks around the pipeline, each in its turn.</summary>
internal sealed class EngineAdapters
{
    private readonly EngineParts _parts;
    private readonly Pipeline _pipeline;
    private readonly ILogger _logger;
    private int _startedSinkCount;
    private int _startedSourceCount;

    public EngineAdapters(EngineParts parts, Pipeline pipeline, ILogger logger)
    {
        _parts = parts;
        _pipeline = pipeline;
        _logger = logger;
    }

    /// <summary>Starts the sinks, one after the other.</summary>
    public async Task StartSinksAsync(Func<long, Model.Price?> lastPrice, CancellationToken cancellationToken)
    {
        var context = new SinkContext(
            _parts.TimeProvider,
            _parts.Loggers,
            _parts.Traders.Names,
            _pipeline.Positions,
            lastPrice,
            _pipeline.Alerts.Publish);
        foreach (var sink in _parts.Sinks)
        {
            _startedSinkCount++;
            await sink.StartAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Starts the sources, one after the other.</summary>
    public async Task StartSourcesAsync(CancellationToken cancellationToken)
    {
        var context = new SourceContext(
            _parts.TimeProvider, _parts.Loggers, _parts.Traders.Names, _pipeline.Alerts.Publish, _pipeline.Adopt);
        foreach (var source in _parts.Sources)
        {
            _startedSourceCount++;
            await source.StartAsync(context, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Stops every source that was started, whatever another does.</summary>
    public async Task StopSourcesAsync(Deadline deadline)
    {
        for (var i = 0; i < _startedSourceCount; i++)
        {
            try
            {
                await _parts.Sources[i].StopAsync(deadline.Remaining).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                _logger.AdapterNotStopped(exception, _parts.Sources[i].GetType().Name);
            }
        }
    }

    /// <summary>Stops every sink that was started, whatever another does.</summary>
    public async Task StopSinksAsync(Deadline deadline)
    {
        for (var i = 0; i < _startedSinkCount; i++)
        {
            try
            {
                await _parts.Sinks[i].StopAsync(deadline.Remaining).ConfigureAwait(false);
            }
            catch (Exception exception)
            {
                _logger.AdapterNotStopped(exception, _parts.Sinks[i].GetType().Name);
            }
        }
    }
}
