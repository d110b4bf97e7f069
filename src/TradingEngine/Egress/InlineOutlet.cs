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

    public void Publish(in OrderEvent orderEvent) =>
        Process(new EgressSlot { Kind = EgressKind.Event, Event = orderEvent });

    public void Publish(Alert alert) => Process(new EgressSlot { Kind = EgressKind.Alert, Alert = alert });

    public void Publish(in SignalRejection rejection) =>
        Process(new EgressSlot { Kind = EgressKind.Rejection, Rejection = rejection });

    public void Publish(TradingMode mode, long ticks) =>
        Process(new EgressSlot { Kind = EgressKind.Mode, Mode = mode, Number = ticks });

    public void Adopt(in OrderEvent orderEvent) =>
        Process(new EgressSlot { Kind = EgressKind.Adopted, Event = orderEvent });

    public void Repeat(in OrderEvent orderEvent, long recordSequence) =>
        Process(new EgressSlot { Kind = EgressKind.Repeat, Event = orderEvent, Number = recordSequence });

    private void Process(EgressSlot slot)
    {
        lock (_gate)
        {
            _processor.Process(ref slot, endOfBatch: true);
        }
    }
}
