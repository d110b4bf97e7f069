using System.Diagnostics;
using TradingEngine.LatencyLab.Measures;

namespace TradingEngine.LatencyLab.Kafka;

/// <summary>Takes time and bytes of one reading.</summary>
/// <remarks>
/// The time begins with the assignment, because the client fetches ahead from then on. The bytes begin when messages
/// come: what a start allocates is not theirs.
/// </remarks>
internal sealed class ReadingMeter
{
    private long _startTimestamp;
    private long _baseBytes;
    private long _baseCount;
    private GcCounts _baseCollections;
    private double _bytesPerMessage;
    private GcCounts _collections;

    /// <summary>The partitions were assigned.</summary>
    public void Start() => _startTimestamp = Stopwatch.GetTimestamp();

    /// <summary>So many messages were read.</summary>
    public void OnFirst(long count)
    {
        _baseCount = count;
        _baseCollections = GcCounts.Now;
        _baseBytes = GC.GetTotalAllocatedBytes(precise: true);
    }

    /// <summary>All messages were read.</summary>
    public void OnLast(long count)
    {
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - _baseBytes;
        _collections = GcCounts.Now.Since(_baseCollections);
        _bytesPerMessage = (double)bytes / Math.Max(1, count - _baseCount);
    }

    /// <summary>All messages have come to their end.</summary>
    public Reading End(long count) =>
        new(count / Stopwatch.GetElapsedTime(_startTimestamp).TotalSeconds, _bytesPerMessage, _collections);
}
