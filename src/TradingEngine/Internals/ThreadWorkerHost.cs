namespace TradingEngine.Internals;

/// <summary>Each worker on a thread of its own.</summary>
internal sealed class ThreadWorkerHost : IWorkerHost
{
    public static readonly ThreadWorkerHost Instance = new();

    public void Start(Worker worker) => worker.StartThread();
}
