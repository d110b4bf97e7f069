using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Workloads;

/// <summary>A way out that keeps the newest event and counts, so that nothing behind the stages is measured.</summary>
internal sealed class NullOutlet : IEventOutlet
{
    private OrderEvent _newest;

    /// <summary>Order events so far.</summary>
    public long Count { get; private set; }

    /// <summary>The id of the newest order event.</summary>
    public Guid NewestId => _newest.EventId;

    public void Publish(in OrderEvent orderEvent)
    {
        _newest = orderEvent;
        Count++;
    }

    public void Publish(Alert alert)
    {
    }

    public void Publish(in SignalRejection rejection)
    {
    }

    public void Publish(TradingMode mode, long ticks)
    {
    }

    public void Adopt(in OrderEvent orderEvent)
    {
    }

    public void Repeat(in OrderEvent orderEvent, long recordSequence)
    {
    }
}
