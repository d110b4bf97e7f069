using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>
/// A sink that records how long ago the signal of each order event was sent. Events come in the order of the
/// signals.
/// </summary>
/// <param name="sentTimestamps">When each signal was sent, written by the publisher just before it sends.</param>
/// <param name="recorder">Where latencies go.</param>
/// <remarks>The publisher's plain write is visible here, because the event came through both rings after it.</remarks>
internal sealed class TimedSink(long[] sentTimestamps, LatencyRecorder recorder) : IOrderEventSink
{
    private long _count;

    /// <summary>Order events so far.</summary>
    public long Count => Volatile.Read(ref _count);

    public void Publish(in OrderEvent orderEvent)
    {
        recorder.RecordSince(sentTimestamps[_count]);
        Volatile.Write(ref _count, _count + 1);
    }
}
