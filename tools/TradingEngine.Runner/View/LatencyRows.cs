using TradingEngine.Diagnostics;

namespace TradingEngine.Runner.View;

/// <summary>The percentiles of a latency.</summary>
internal static class LatencyRows
{
    /// <summary>A row each.</summary>
    public static IEnumerable<(string Name, string Figure)> Of(LatencyPercentiles latency) =>
    [
        ("p50", Format.Latency(latency.P50Nanos)),
        ("p90", Format.Latency(latency.P90Nanos)),
        ("p99", Format.Latency(latency.P99Nanos)),
        ("p99.9", Format.Latency(latency.P999Nanos)),
        ("max", Format.Latency(latency.MaxNanos)),
    ];
}
