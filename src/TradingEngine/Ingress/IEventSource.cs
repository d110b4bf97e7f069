namespace TradingEngine.Ingress;

/// <summary>
/// Something that ticks and signals come from. The engine's one ingress thread polls every source in turn.
/// </summary>
public interface IEventSource
{
    /// <summary>
    /// Publishes what is there now, a bounded amount. Where there is nothing it may wait for a millisecond or so, no longer:
    /// the other sources wait too.
    /// </summary>
    SourceStatus Poll(IngressPort ingress);

    /// <summary>Prepares the source, once, after the traders and the sinks and before the first poll.</summary>
    /// <exception cref="Exception">The engine does not start.</exception>
    ValueTask StartAsync(SourceContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>
    /// Finishes what is under way and lets go, once, after the last poll, while the pipeline, the traders and the sinks
    /// still work. Also called where <see cref="StartAsync"/> failed.
    /// </summary>
    /// <param name="timeout">How long it may take; what is left then is reported.</param>
    ValueTask StopAsync(TimeSpan timeout) => ValueTask.CompletedTask;
}
