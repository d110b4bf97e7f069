namespace TradingEngine.Runner.Compare;

/// <summary>Where the order events of one side come from.</summary>
internal interface ITraceSource : IDisposable
{
    /// <summary>Opens it. Of topics this notes where they end now: what comes later does not count.</summary>
    void Begin(CancellationToken cancellationToken);

    /// <summary>Reads the events. To be called once, after <see cref="Begin"/>.</summary>
    TraceSet Read(CancellationToken cancellationToken);
}
