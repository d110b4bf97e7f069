namespace TradingEngine.Ring;

/// <summary>
/// Spins about a hundred times, then gives the rest of the time slice away. The default: quick, and fair where cores
/// are few.
/// </summary>
internal sealed class YieldingWaitStrategy : IWaitStrategy
{
    private const int SpinCount = 100;

    public int GatheringSpins => 16;

    public bool IsBlockingStrategy => false;

    public long WaitFor(long sequence, Sequence[] dependencies, SequenceBarrier barrier)
    {
        var spins = SpinCount;
        long available;
        while ((available = Sequence.GetMinimum(dependencies)) < sequence && !barrier.IsAlerted)
        {
            if (spins > 0)
            {
                spins--;
                Thread.SpinWait(1);
            }
            else
            {
                Thread.Yield();
            }
        }

        return available;
    }

    public void SignalAllWhenBlocking()
    {
    }
}
