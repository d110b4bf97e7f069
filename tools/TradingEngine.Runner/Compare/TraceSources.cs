namespace TradingEngine.Runner.Compare;

/// <summary>Finds what the name of a side means.</summary>
internal static class TraceSources
{
    /// <summary>Opens a side.</summary>
    public static ITraceSource Open(string name, TraceFilter filter) => new FileTraces(name, filter);
}
