using TradingEngine.Model;

namespace TradingEngine.Simulation.Model;

/// <summary>One delivery of a place in the log to one life of the engine.</summary>
internal sealed class LogDelivery(Life life, LogEntry entry) : SignalDelivery
{
    protected override void OnCompleted()
    {
        if (life.IsAlive)
        {
            entry.IsDone = true;
            life.Witness.OnCompleted(entry);
        }
    }
}
