using System.Diagnostics;

namespace TradingEngine.LatencyLab.Measures;

/// <summary>
/// Calls at a fixed rate. A late call is made at once and keeps the time at which it should have been made.
/// </summary>
internal static class PacedLoad
{
    /// <summary>Runs the load on the calling thread, which spins between calls, or yields.</summary>
    /// <param name="perSecond">Calls a second.</param>
    /// <param name="start">The intended time of the first call.</param>
    /// <param name="count">Calls.</param>
    /// <param name="send">Given the number of the call and its intended time.</param>
    /// <param name="isYielding">Whether other threads may have the core between calls.</param>
    public static void Run(
        int perSecond, long start, long count, Action<long, long> send, bool isYielding = false)
    {
        var interval = (double)Stopwatch.Frequency / perSecond;
        for (var i = 0L; i < count; i++)
        {
            var intended = start + (long)(i * interval);
            while (Stopwatch.GetTimestamp() < intended)
            {
                if (isYielding)
                {
                    Thread.Yield();
                }
            }

            send(i, intended);
        }
    }
}
