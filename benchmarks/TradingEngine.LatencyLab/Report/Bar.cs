namespace TradingEngine.LatencyLab.Report;

/// <summary>One bar.</summary>
internal sealed record class Bar(string Name, double Figure);
