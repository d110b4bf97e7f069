namespace TradingEngine;

/// <summary>On which threads the stages run. The results are the same on each.</summary>
public enum Topology
{
    /// <summary>
    /// <see cref="ThreadPerStage"/> where the machine has at least five cores (the stages and two more), else <see
    /// cref="Fused"/>.
    /// </summary>
    Auto,

    /// <summary>
    /// One thread runs the three stages for each event. The right choice on few cores, and for latency.
    /// </summary>
    Fused,

    /// <summary>Each stage has its own thread and follows the one before it.</summary>
    ThreadPerStage,

    /// <summary>
    /// No thread: whoever publishes runs the stages and the sinks. For tests and for replays step by step.
    /// </summary>
    Inline,
}
