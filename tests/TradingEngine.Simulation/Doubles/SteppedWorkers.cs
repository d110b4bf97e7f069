using TradingEngine.Internals;

namespace TradingEngine.Simulation.Doubles;

/// <summary>Keeps the workers of an engine without giving them threads: the simulation steps them.</summary>
internal sealed class SteppedWorkers : IWorkerHost
{
    private readonly List<Worker> _workers = [];

    public IReadOnlyList<Worker> All => _workers;

    public void Start(Worker worker) => _workers.Add(worker);

    /// <summary>On the caller's thread. What hangs has timed out: no time passes while the caller waits.</summary>
    public Task CallAsync(Func<Task> call)
    {
        try
        {
            var task = call();
            return task.IsCompleted ? task : Task.FromException(new TimeoutException("It hangs."));
        }
        catch (Exception exception)
        {
            return Task.FromException(exception);
        }
    }
}
