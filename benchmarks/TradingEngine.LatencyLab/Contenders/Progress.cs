using TradingEngine.Internals;

namespace TradingEngine.LatencyLab.Contenders;

/// <summary>How many events a consumer has processed, on a cache line of its own.</summary>
internal sealed class Progress
{
    private PaddedLong _count;

    /// <summary>Events so far.</summary>
    /// <remarks>Acquire and release: who reads n sees what the consumer did for n events.</remarks>
    public long Count => Volatile.Read(ref _count.Value);

    /// <summary>Counts more events. One thread calls this.</summary>
    public void Add(long count) => Volatile.Write(ref _count.Value, _count.Value + count);

    /// <summary>Waits until <paramref name="count"/> events are processed.</summary>
    public void WaitFor(long count)
    {
        var backoff = new Backoff();
        while (Count < count)
        {
            backoff.Pause();
        }
    }
}
