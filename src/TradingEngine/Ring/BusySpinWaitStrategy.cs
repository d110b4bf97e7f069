namespace TradingEngine.Ring;

/// <summary>
/// Spins with the pause instruction. Lowest latency, one whole core a consumer; needs a free core for each.
/// </summary>
internal sealed class BusySpinWaitStrategy : IWaitStrategy
{
    public int GatheringSpins => 0;

    public bool IsBlockingStrategy => false;

    public long WaitFor(long sequence, Sequence[] dependencies, SequenceBarrier barrier)
    {
        long available;
        while ((available = Sequence.GetMinimum(dependencies)) < sequence && !barrier.IsAlerted)
        {
            Thread.SpinWait(1);
        }

        return available;
    }

    public void SignalAllWhenBlocking()
    {
    }
}
