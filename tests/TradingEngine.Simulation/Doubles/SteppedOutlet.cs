using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Simulation.Model;

namespace TradingEngine.Simulation.Doubles;

/// <summary>The way out as a queue that the simulation empties, so that anything can happen before.</summary>
internal sealed class SteppedOutlet(EgressProcessor processor, Witness witness, PlantedBug bug) : IEventOutlet
{
    private readonly Queue<EgressSlot> _queue = new();

    public int Count => _queue.Count;

    public void Publish(in OrderEvent orderEvent)
    {
        var published = orderEvent;
        if (bug == PlantedBug.EarlyRelease)
        {
            published = orderEvent with { Delivery = null };
            orderEvent.Delivery?.Release();
        }

        _queue.Enqueue(new EgressSlot { Kind = EgressKind.Event, Event = published });
        if (bug == PlantedBug.DoubledPartialFill && orderEvent.Type == OrderEventType.PartiallyFilled)
        {
            _queue.Enqueue(new EgressSlot { Kind = EgressKind.Event, Event = published with { Delivery = null } });
        }
    }

    public void Publish(Alert alert) => _queue.Enqueue(new EgressSlot { Kind = EgressKind.Alert, Alert = alert });

    public void Publish(in SignalRejection rejection)
    {
        witness.OnRejected(rejection);
        _queue.Enqueue(new EgressSlot { Kind = EgressKind.Rejection, Rejection = rejection });
    }

    public void Publish(TradingMode mode, long ticks) =>
        _queue.Enqueue(new EgressSlot { Kind = EgressKind.Mode, Mode = mode, Number = ticks });

    public void Adopt(in OrderEvent orderEvent) =>
        _queue.Enqueue(new EgressSlot { Kind = EgressKind.Adopted, Event = orderEvent });

    public void Repeat(in OrderEvent orderEvent, long recordSequence) =>
        _queue.Enqueue(new EgressSlot { Kind = EgressKind.Repeat, Event = orderEvent, Number = recordSequence });

    /// <summary>Has the egress process a batch.</summary>
    /// <returns>How much of it there was.</returns>
    public int Process(int countMax)
    {
        var count = Math.Min(countMax, _queue.Count);
        for (var i = 0; i < count; i++)
        {
            var slot = _queue.Dequeue();
            processor.Process(ref slot, endOfBatch: i == count - 1);
        }

        return count;
    }
}
