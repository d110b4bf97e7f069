using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Egress;

/// <summary>The way out without a ring: the caller processes its event, one caller at a time.</summary>
internal sealed class InlineOutlet : IEventOutlet
{
    private readonly object _gate = new();
    private readonly EgressProcessor _processor;

    public InlineOutlet(EgressProcessor processor)
    {
        _processor = processor;
    }

    public void Publish(in OrderEvent orderEvent)
    {
        var slot = new EgressSlot { Event = orderEvent };
        lock (_gate)
        {
            _processor.Process(ref slot, endOfBatch: true);
        }
    }

    public void Publish(Alert alert)
    {
        var slot = new EgressSlot { Alert = alert };
        lock (_gate)
        {
            _processor.Process(ref slot, endOfBatch: true);
        }
    }
}
