using TradingEngine.Diagnostics;
using TradingEngine.Model;

namespace TradingEngine.Egress;

/// <summary>Where order events go: a topic, a file, your code.</summary>
/// <remarks>
/// <para>
/// All sinks are called by one thread, in the order in which things happened. A sink may block; that holds back orders,
/// and in the end signals, but loses none. One that throws misses that event, which is alerted and counted; the others
/// get it all the same.
/// </para>
/// <para>
/// A sink that needs longer than its <c>Publish</c>, because a broker must acknowledge, holds
/// <see cref="OrderEvent.Delivery"/> until then. The signal counts as done when no sink holds it.
/// </para>
/// </remarks>
public interface IOrderEventSink
{
    /// <summary>Takes an order event.</summary>
    void Publish(in OrderEvent orderEvent);

    /// <summary>Takes an alert.</summary>
    void Publish(Alert alert)
    {
    }

    /// <summary>Called after the last event that is there now: the time to write what was buffered.</summary>
    void Flush()
    {
    }

    /// <summary>Prepares the sink, once, before anything else starts.</summary>
    /// <exception cref="Exception">The engine does not start.</exception>
    ValueTask StartAsync(SinkContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Brings out what is left and lets go, once, after the last event. Also called where <see cref="StartAsync"/>
    /// failed.
    /// </summary>
    /// <param name="timeout">How long it may take; what is left then is reported.</param>
    ValueTask StopAsync(TimeSpan timeout) => ValueTask.CompletedTask;
}
