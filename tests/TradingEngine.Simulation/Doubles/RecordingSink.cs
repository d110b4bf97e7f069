using TradingEngine.Diagnostics;
using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.Simulation.Doubles;

/// <summary>The sink whose word counts: it gets every event, and acknowledges each when the simulation says so.</summary>
internal sealed class RecordingSink(Life life, PlantedBug bug) : IOrderEventSink
{
    private readonly List<OrderEvent> _held = [];

    /// <summary>Whether it has time enough at a stop to acknowledge all.</summary>
    public bool AcknowledgesAtStop { get; set; } = true;

    /// <summary>Events that it has not acknowledged.</summary>
    public int HeldCount => _held.Count;

    public void Publish(in OrderEvent orderEvent)
    {
        if (!life.IsAlive)
        {
            return;
        }

        var held = bug == PlantedBug.UnheldEvents ? orderEvent with { Delivery = null } : orderEvent;
        held.Delivery?.Hold();
        _held.Add(held);
        life.Witness.OnEvent(orderEvent);
    }

    public void Publish(Alert alert)
    {
        if (life.IsAlive)
        {
            life.Witness.OnAlert(alert);
        }
    }

    public void Acknowledge(int index)
    {
        var orderEvent = _held[index];
        _held.RemoveAt(index);
        life.Witness.OnAcknowledged(orderEvent);
        orderEvent.Delivery?.Release();
    }

    /// <summary>The last batch comes, and is acknowledged where there is time.</summary>
    public ValueTask StopAsync(TimeSpan timeout)
    {
        while (life.IsAlive && life.Outlet.Process(int.MaxValue) > 0)
        {
        }

        while (life.IsAlive && AcknowledgesAtStop && _held.Count > 0)
        {
            Acknowledge(0);
        }

        return ValueTask.CompletedTask;
    }
}
