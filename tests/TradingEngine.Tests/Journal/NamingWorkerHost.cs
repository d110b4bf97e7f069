using System.Collections.Concurrent;
using TradingEngine.Internals;

namespace TradingEngine.Tests.Journal;

/// <summary>Runs every worker as an engine does, and keeps the names in their order.</summary>
internal sealed class NamingWorkerHost : IWorkerHost
{
    private readonly ConcurrentQueue<string> _names = new();

    public IReadOnlyCollection<string> Names => _names;

    public void Start(Worker worker)
    {
        _names.Enqueue(worker.Name);
        ThreadWorkerHost.Instance.Start(worker);
    }

    public Task CallAsync(Func<Task> call) => ThreadWorkerHost.Instance.CallAsync(call);
}
