namespace TradingEngine.Ingress;

/// <summary>
/// Something that ticks and signals come from. The engine's one ingress thread polls every source in turn.
/// </summary>
public interface IEventSource
{
    /// <summary>Publishes what is there now, a bounded amount, and returns without waiting for more.</summary>
    SourceStatus Poll(IngressPort ingress);
}
