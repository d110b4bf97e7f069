namespace TradingEngine.LatencyLab.Measures;

/// <summary>A set-up of the engine in the measurement of signals.</summary>
internal sealed record class SignalSpec(string Name, Topology Topology, WaitStrategy WaitStrategy);
