namespace TradingEngine.LatencyLab.Report;

/// <summary>One point of a curve.</summary>
internal readonly record struct CurvePoint(double Percentile, long Nanos);
