namespace TradingEngine.Diagnostics;

/// <summary>Latencies in nanoseconds, exact over the samples that they are taken from.</summary>
/// <param name="SampleCount">How many samples; with none, every figure is zero.</param>
/// <param name="P50Nanos">Half of the samples are at or below this.</param>
/// <param name="P90Nanos">90 % are at or below this.</param>
/// <param name="P99Nanos">99 % are at or below this.</param>
/// <param name="P999Nanos">99.9 % are at or below this.</param>
/// <param name="MaxNanos">The largest.</param>
public readonly record struct LatencyPercentiles(
    int SampleCount, long P50Nanos, long P90Nanos, long P99Nanos, long P999Nanos, long MaxNanos);
