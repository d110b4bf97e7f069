namespace TradingEngine.Kafka;

/// <summary>Which topics signals come from and who gets them.</summary>
public enum SignalRouting
{
    /// <summary>
    /// One topic, <c>&lt;broker namespace&gt;.signals.validated</c>; the engine's routes decide which traders get a
    /// signal.
    /// </summary>
    ByRouter,

    /// <summary>
    /// A topic for each active broker, <c>&lt;broker&gt;.signals.validated</c>; the trader of that name gets its signals,
    /// whatever the routes say.
    /// </summary>
    ByTopic,
}
