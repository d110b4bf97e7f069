using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.View;

/// <summary>The percentiles from the publishing of a signal to its order event.</summary>
internal static class LatencyRows
{
    /// <summary>A row each.</summary>
    public static IEnumerable<(string Name, string Figure)> Of(DemoSnapshot snapshot)
    {
        var latency = snapshot.Status.Latency;
        return
        [
            ("p50", Format.Latency(latency.P50Nanos)),
            ("p90", Format.Latency(latency.P90Nanos)),
            ("p99", Format.Latency(latency.P99Nanos)),
            ("p99.9", Format.Latency(latency.P999Nanos)),
            ("max", Format.Latency(latency.MaxNanos)),
        ];
    }
}
