namespace TradingEngine.Internals;

/// <summary>Who runs the workers of an engine, and its calls that may take long.</summary>
internal interface IWorkerHost
{
    void Start(Worker worker);

    /// <summary>Makes a call that may block or hang, so that it keeps nobody but who waits for the result.</summary>
    Task CallAsync(Func<Task> call);
}
