namespace TradingEngine.Ingress;

/// <summary>How many threads publish.</summary>
public enum Producers
{
    /// <summary>
    /// One thread at a time: the ingress thread that polls the sources, or one thread of yours. The fast way.
    /// </summary>
    One,

    /// <summary>Any number of threads at once. Costs several times more per event.</summary>
    Many,
}
