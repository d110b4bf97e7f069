using TradingEngine.Diagnostics;
using TradingEngine.Model;

namespace TradingEngine.Orders;

/// <summary>
/// Where order events and alerts leave the stages and the lanes. Any thread may call it; it waits while it is full.
/// </summary>
internal interface IEventOutlet
{
    void Publish(in OrderEvent orderEvent);

    void Publish(Alert alert);

    /// <summary>Passes on what only the journal is told.</summary>
    void Publish(in SignalRejection rejection);

    /// <inheritdoc cref="Publish(in SignalRejection)"/>
    void Publish(TradingMode mode, long ticks);

    /// <summary>Records an event of another engine, which no sink needs.</summary>
    void Adopt(in OrderEvent orderEvent);

    /// <summary>Publishes an event of before the start again, which has a record already.</summary>
    void Repeat(in OrderEvent orderEvent, long recordSequence);
}
