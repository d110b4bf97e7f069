namespace TradingEngine.LatencyLab.Measures;

/// <summary>How a recorded day is played.</summary>
internal sealed record class DaySpec(string Name, Topology Topology, bool IsBatched);
