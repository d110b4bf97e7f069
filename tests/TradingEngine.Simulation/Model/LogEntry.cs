using TradingEngine.Model;

namespace TradingEngine.Simulation.Model;

/// <summary>A signal at its place in the log.</summary>
internal sealed record LogEntry(int Partition, int Offset, TradingSignal Signal)
{
    /// <summary>Whether the engine of now is done with it.</summary>
    public bool IsDone { get; set; }
}
