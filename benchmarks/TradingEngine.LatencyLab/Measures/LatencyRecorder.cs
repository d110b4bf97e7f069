using System.Diagnostics;
using HdrHistogram;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>
/// A histogram of latencies in nanoseconds, which one thread writes. What was sent in the warm-up is left out.
/// </summary>
internal sealed class LatencyRecorder
{
    private const long NanosMax = 60_000_000_000;
    private const int SignificantDigits = 3;

    private static readonly long NanosPerTick = Math.Max(1, 1_000_000_000 / Stopwatch.Frequency);

    /// <summary>Events that were sent before this time are not recorded.</summary>
    public long FromTimestamp { get; set; } = long.MaxValue;

    /// <summary>The latencies. Read when the recording thread has nothing more to do.</summary>
    public LongHistogram Histogram { get; } = new(1, NanosMax, SignificantDigits);

    /// <summary>Records the time from <paramref name="startTimestamp"/> to now.</summary>
    public void RecordSince(long startTimestamp)
    {
        if (startTimestamp >= FromTimestamp)
        {
            Record((Stopwatch.GetTimestamp() - startTimestamp) * NanosPerTick);
        }
    }

    /// <summary>Records a latency.</summary>
    public void Record(long nanos) => Histogram.RecordValue(Math.Clamp(nanos, 1, NanosMax));
}
