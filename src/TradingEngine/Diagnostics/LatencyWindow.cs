using System.Diagnostics;

namespace TradingEngine.Diagnostics;

/// <summary>The latencies of the newest signals, from which percentiles are computed when someone asks.</summary>
/// <remarks>
/// Any thread may record. A reader may see a sample of an older lap in a slot that is being claimed: a benign race,
/// the figures are then those of a window that is one sample older.
/// </remarks>
internal sealed class LatencyWindow
{
    private readonly long[] _samples;
    private long _count;

    public LatencyWindow(int capacity)
    {
        _samples = new long[capacity];
    }

    /// <summary>Records the time from <paramref name="startTimestamp"/> (of <see cref="Stopwatch"/>) to now.</summary>
    public void RecordSince(long startTimestamp)
    {
        var elapsed = Stopwatch.GetTimestamp() - startTimestamp;
        var index = Interlocked.Increment(ref _count) - 1;
        Volatile.Write(ref _samples[index % _samples.Length], elapsed);
    }

    /// <summary>Computes the percentiles of the window. This method allocates.</summary>
    public LatencyPercentiles GetPercentiles()
    {
        var count = (int)Math.Min(Volatile.Read(ref _count), _samples.Length);
        if (count == 0)
        {
            return default;
        }

        var sorted = _samples.AsSpan(0, count).ToArray();
        Array.Sort(sorted);
        return new LatencyPercentiles(
            count,
            At(sorted, 500),
            At(sorted, 900),
            At(sorted, 990),
            At(sorted, 999),
            ToNanos(sorted[^1]));
    }

    private static long At(long[] sorted, int perMille)
    {
        var rank = ((long)sorted.Length * perMille + 999) / 1000;
        return ToNanos(sorted[Math.Max(0, rank - 1)]);
    }

    private static long ToNanos(long ticks) => (long)((Int128)ticks * 1_000_000_000 / Stopwatch.Frequency);
}
