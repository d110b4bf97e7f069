using System.Diagnostics;

namespace TradingEngine.Ring;

/// <summary>Lets a consumer look away for a moment after a small batch while its producer is fast.</summary>
/// <remarks>
/// A consumer that follows its producer event by event costs both of them a transfer of the cursor's cache line per
/// event, 80 ns and more between two cores. While it looks away the line stays with the producer, which then publishes
/// dozens of events. It looks away only above <see cref="EventsPerSecondMin"/>, so that events at an
/// ordinary pace do not wait; one that comes within the pause waits for its rest. One thread uses it.
/// </remarks>
internal struct BatchGatherer
{
    /// <summary>Below this rate, averaged over <see cref="WindowBatchCount"/> batches, nobody looks away.</summary>
    public const long EventsPerSecondMin = 2_000_000;

    /// <summary>Batches after which the rate is computed anew.</summary>
    public const int WindowBatchCount = 8;

    /// <summary>Batches of this size and above need no gathering.</summary>
    public const int SmallBatchSize = 256;

    private readonly int _spins;
    private long _windowStart;
    private long _eventCount;
    private int _batchCount;

    /// <param name="spins">How long it looks away; see <see cref="IWaitStrategy.GatheringSpins"/>. Zero for
    /// never.</param>
    public BatchGatherer(int spins)
    {
        _spins = spins;
    }

    /// <summary>True while the producer is fast.</summary>
    public bool IsOn { get; private set; }

    /// <summary>Counts a batch and, where it was small and the producer is fast, looks away.</summary>
    public void OnBatch(long size)
    {
        if (_spins == 0)
        {
            return;
        }

        _eventCount += size;
        if (++_batchCount == WindowBatchCount)
        {
            CloseWindow(Stopwatch.GetTimestamp());
        }

        if (IsOn && size < SmallBatchSize)
        {
            Thread.SpinWait(_spins);
        }
    }

    /// <summary>
    /// Computes the rate of the window that ends at <paramref name="now"/>, in ticks of <see cref="Stopwatch"/>.
    /// </summary>
    internal void CloseWindow(long now)
    {
        IsOn = (Int128)_eventCount * Stopwatch.Frequency > (Int128)EventsPerSecondMin * (now - _windowStart);
        _windowStart = now;
        _eventCount = 0;
        _batchCount = 0;
    }
}
