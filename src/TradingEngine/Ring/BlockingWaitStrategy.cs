namespace TradingEngine.Ring;

/// <summary>
/// Parks the consumer on a monitor. Uses no core while idle; a publish costs a fence, and a wake-up only when someone
/// is parked.
/// </summary>
/// <remarks>
/// <para>
/// The usual danger is the lost wake-up: the consumer finds nothing and parks while the producer publishes and sees
/// nobody parked. Both sides therefore write, make a full fence, and then read what the other wrote: the consumer
/// counts itself parked and looks at the sequences again, the producer stores its sequence and looks at the count.
/// At least one of them sees the other.
/// </para>
/// <para>
/// Consumers signal as well when they make progress, so one that waits behind another parks too instead of spinning.
/// </para>
/// </remarks>
internal sealed class BlockingWaitStrategy : IWaitStrategy
{
    private const int SpinCount = 100;

    private readonly object _gate = new();
    private int _parkedCount;

    public int GatheringSpins => 16;

    public bool IsBlockingStrategy => true;

    /// <summary>
    /// Wake-ups sent to parked consumers; what <see cref="SignalAllWhenBlocking"/> skips is not counted.
    /// </summary>
    public long WakeUpCount { get; private set; }

    public long WaitFor(long sequence, Sequence[] dependencies, SequenceBarrier barrier)
    {
        long available;
        for (var spins = 0; spins < SpinCount; spins++)
        {
            if ((available = Sequence.GetMinimum(dependencies)) >= sequence)
            {
                return available;
            }

            Thread.SpinWait(1);
        }

        return Park(sequence, dependencies, barrier);
    }

    public void SignalAllWhenBlocking()
    {
        Interlocked.MemoryBarrier();
        if (Volatile.Read(ref _parkedCount) == 0)
        {
            return;
        }

        lock (_gate)
        {
            WakeUpCount++;
            Monitor.PulseAll(_gate);
        }
    }

    private long Park(long sequence, Sequence[] dependencies, SequenceBarrier barrier)
    {
        lock (_gate)
        {
            Interlocked.Increment(ref _parkedCount);
            try
            {
                long available;
                while ((available = Sequence.GetMinimum(dependencies)) < sequence && !barrier.IsAlerted)
                {
                    Monitor.Wait(_gate);
                }

                return available;
            }
            finally
            {
                Interlocked.Decrement(ref _parkedCount);
            }
        }
    }
}
