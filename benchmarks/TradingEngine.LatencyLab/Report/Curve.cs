namespace TradingEngine.LatencyLab.Report;

/// <summary>Latencies by percentile.</summary>
/// <param name="Name">Whose.</param>
/// <param name="Points">From the lowest percentile to the highest.</param>
internal sealed record class Curve(string Name, IReadOnlyList<CurvePoint> Points);
