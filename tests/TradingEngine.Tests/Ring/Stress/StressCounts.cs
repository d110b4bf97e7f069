namespace TradingEngine.Tests.Ring.Stress;

/// <summary>How many events each run of the stress test sends: over all runs together about twenty million.</summary>
internal static class StressCounts
{
    public const int SmallRing = 64;
    public const int LargeRing = 8192;

    /// <summary>Does not divide a ring, so that batches lie across its end.</summary>
    public const int BatchSize = 7;

    private const int SmallRingEvents = 150_000;
    private const int LargeRingEvents = 400_000;

    /// <summary>On a small ring a sleeping consumer passes 64 events a millisecond at most.</summary>
    private const int SleepingSmallRingEvents = 60_000;

    /// <summary>Spinning threads that are more than the cores hold each other up for a whole time slice.</summary>
    private const int CrowdedSmallRingEvents = 6_000;
    private const int CrowdedLargeRingEvents = 120_000;

    public static int Events(int ringSize, WaitStrategy wait, int threadCount)
    {
        var isSmall = ringSize == SmallRing;
        if (wait == WaitStrategy.BusySpin && threadCount > 2)
        {
            return isSmall ? CrowdedSmallRingEvents : CrowdedLargeRingEvents;
        }

        if (wait == WaitStrategy.Sleeping && isSmall)
        {
            return SleepingSmallRingEvents;
        }

        return isSmall ? SmallRingEvents : LargeRingEvents;
    }
}
