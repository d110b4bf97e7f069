namespace TradingEngine.LatencyLab.Report;

/// <summary>Bars to draw.</summary>
internal sealed record class BarChart(string Unit, IReadOnlyList<Bar> Bars);
