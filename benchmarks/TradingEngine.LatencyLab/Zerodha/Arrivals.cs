using System.Diagnostics;

namespace TradingEngine.LatencyLab.Zerodha;

/// <summary>When each of a number of orders arrived, as a Stopwatch timestamp. Several threads may write.</summary>
internal sealed class Arrivals
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly long[] _timestamps;
    private int _count;

    /// <param name="orderCount">The orders, whose numbers are 1 to this.</param>
    public Arrivals(int orderCount)
    {
        _timestamps = new long[orderCount + 1];
    }

    /// <summary>The orders that are expected.</summary>
    public int OrderCount => _timestamps.Length - 1;

    /// <summary>When an order arrived.</summary>
    public long this[int number] => _timestamps[number];

    /// <summary>Notes an order, once.</summary>
    public void Note(int number, long timestamp)
    {
        if (Interlocked.Exchange(ref _timestamps[number], timestamp) != 0)
        {
            throw new InvalidOperationException($"Order {number} arrived twice.");
        }

        Interlocked.Increment(ref _count);
    }

    /// <summary>Waits until all have arrived.</summary>
    public void WaitForAll()
    {
        var start = Stopwatch.GetTimestamp();
        while (Volatile.Read(ref _count) < OrderCount)
        {
            if (Stopwatch.GetElapsedTime(start) > Patience)
            {
                throw new TimeoutException($"{_count} of {OrderCount} orders arrived.");
            }

            Thread.Sleep(1);
        }
    }
}
