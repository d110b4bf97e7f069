namespace TradingEngine.Internals;

/// <summary>Who runs the workers of an engine.</summary>
internal interface IWorkerHost
{
    void Start(Worker worker);
}
