namespace TradingEngine.Internals;

/// <summary>Each worker on a thread of its own.</summary>
internal sealed class ThreadWorkerHost : IWorkerHost
{
    public static readonly ThreadWorkerHost Instance = new();

    public void Start(Worker worker) => worker.StartThread();

    public Task CallAsync(Func<Task> call) => Task.Factory.StartNew(
        call, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default).Unwrap();
}
