using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Model;

namespace TradingEngine.Egress;

/// <summary>Gives every sink every event and alert, whatever another sink does. One thread at a time.</summary>
internal sealed class SinkFanOut
{
    private readonly IOrderEventSink[] _sinks;
    private readonly bool[] _isFailing;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private long _failureCount;

    public SinkFanOut(IOrderEventSink[] sinks, TimeProvider timeProvider, ILogger logger)
    {
        _sinks = sinks;
        _isFailing = new bool[sinks.Length];
        _timeProvider = timeProvider;
        _logger = logger;
    }

    /// <summary>How many times a sink threw.</summary>
    public long FailureCount => Volatile.Read(ref _failureCount);

    /// <summary>Hands out an event and lets its delivery go: who needs it longer has taken a hold of his own.</summary>
    public void Publish(in OrderEvent orderEvent)
    {
        for (var i = 0; i < _sinks.Length; i++)
        {
            try
            {
                _sinks[i].Publish(orderEvent);
                _isFailing[i] = false;
            }
            catch (Exception exception)
            {
                OnFailure(i, exception);
            }
        }

        orderEvent.Delivery?.Release();
    }

    public void Publish(Alert alert)
    {
        _logger.Write(alert);
        for (var i = 0; i < _sinks.Length; i++)
        {
            try
            {
                _sinks[i].Publish(alert);
            }
            catch (Exception exception)
            {
                OnFailure(i, exception);
            }
        }
    }

    public void Flush()
    {
        for (var i = 0; i < _sinks.Length; i++)
        {
            try
            {
                _sinks[i].Flush();
            }
            catch (Exception exception)
            {
                OnFailure(i, exception);
            }
        }
    }

    /// <summary>
    /// Counts every failure; alerts the first of a row, so that a dead sink does not flood the others.
    /// </summary>
    private void OnFailure(int index, Exception exception)
    {
        Volatile.Write(ref _failureCount, _failureCount + 1);
        if (_isFailing[index])
        {
            return;
        }

        _isFailing[index] = true;
        var name = _sinks[index].GetType().Name;
        _logger.SinkThrew(exception, name);
        Publish(new Alert(
            AlertKind.SinkFailed,
            AlertSeverity.Critical,
            $"Sink {name} threw {exception.GetType().Name} and missed an event: {exception.Message}",
            name,
            _timeProvider.GetUtcNow()));
    }
}
