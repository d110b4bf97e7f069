using HdrHistogram;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>What one round of latency gave.</summary>
/// <param name="Histogram">The latencies in nanoseconds.</param>
/// <param name="Collections">The collections while they were measured.</param>
internal sealed record class LatencyRound(LongHistogram Histogram, GcCounts Collections);
