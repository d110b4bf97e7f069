using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Portfolio;

namespace TradingEngine.Egress;

/// <summary>What happens to every order event: the positions first, then each sink. One thread at a time.</summary>
internal sealed class EgressProcessor
{
    private readonly PositionLedger _positions;
    private readonly IOrderEventSink[] _sinks;
    private readonly bool[] _isFailing;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private long _eventCount;
    private long _failureCount;

    public EgressProcessor(
        PositionLedger positions, IOrderEventSink[] sinks, TimeProvider timeProvider, ILogger logger)
    {
        _positions = positions;
        _sinks = sinks;
        _isFailing = new bool[sinks.Length];
        _timeProvider = timeProvider;
        _logger = logger;
    }

    /// <summary>Order events that were processed.</summary>
    public long EventCount => Volatile.Read(ref _eventCount);

    /// <summary>How many times a sink threw.</summary>
    public long FailureCount => Volatile.Read(ref _failureCount);

    public void Process(ref EgressSlot slot, bool endOfBatch)
    {
        if (slot.Alert is { } alert)
        {
            slot.Alert = null;
            Process(alert);
        }
        else
        {
            Process(slot.Event);
        }

        if (endOfBatch)
        {
            Flush();
        }
    }

    private void Process(in OrderEvent orderEvent)
    {
        try
        {
            _positions.Apply(orderEvent);
        }
        catch (OverflowException exception)
        {
            Process(new Alert(
                AlertKind.PositionNotUpdated,
                AlertSeverity.Critical,
                $"The fill {orderEvent.EventId} does not fit its position: {exception.Message}",
                orderEvent.Trader,
                orderEvent.Timestamp));
        }

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
        Volatile.Write(ref _eventCount, _eventCount + 1);
    }

    private void Process(Alert alert)
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

    private void Flush()
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
        Process(new Alert(
            AlertKind.SinkFailed,
            AlertSeverity.Critical,
            $"Sink {name} threw {exception.GetType().Name} and missed an event: {exception.Message}",
            name,
            _timeProvider.GetUtcNow()));
    }
}
