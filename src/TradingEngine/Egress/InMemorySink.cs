using TradingEngine.Diagnostics;
using TradingEngine.Model;

namespace TradingEngine.Egress;

/// <summary>Keeps order events and alerts in memory. Any thread may read them.</summary>
public sealed class InMemorySink : IOrderEventSink
{
    /// <summary>The default of how many events are kept: 1,000,000.</summary>
    public const int DefaultCapacity = 1_000_000;

    private readonly object _gate = new();
    private readonly int _capacity;
    private readonly List<OrderEvent> _events = [];
    private readonly List<Alert> _alerts = [];

    /// <summary>
    /// A sink that keeps at most <paramref name="capacity"/> events; more are an error, never silently lost.
    /// </summary>
    public InMemorySink(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        _capacity = capacity;
    }

    /// <summary>How many events there are.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _events.Count;
            }
        }
    }

    /// <summary>A copy of all events so far.</summary>
    public IReadOnlyList<OrderEvent> Events
    {
        get
        {
            lock (_gate)
            {
                return [.. _events];
            }
        }
    }

    /// <summary>A copy of all alerts so far.</summary>
    public IReadOnlyList<Alert> Alerts
    {
        get
        {
            lock (_gate)
            {
                return [.. _alerts];
            }
        }
    }

    /// <inheritdoc/>
    /// <exception cref="InvalidOperationException">The sink is full.</exception>
    public void Publish(in OrderEvent orderEvent)
    {
        lock (_gate)
        {
            if (_events.Count == _capacity)
            {
                throw new InvalidOperationException($"The sink is full: it keeps {_capacity} events.");
            }

            _events.Add(orderEvent);
        }
    }

    /// <inheritdoc/>
    public void Publish(Alert alert)
    {
        lock (_gate)
        {
            _alerts.Add(alert);
        }
    }
}
