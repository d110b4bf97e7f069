namespace TradingEngine.Ring;

/// <summary>
/// Spins, yields, then sleeps a millisecond at a time. Idles without a core and costs the producer nothing.
/// </summary>
internal sealed class SleepingWaitStrategy : IWaitStrategy
{
    private const int SpinCount = 100;
    private const int YieldCount = 100;

    public int GatheringSpins => 16;

    public bool IsBlockingStrategy => false;

    public long WaitFor(long sequence, Sequence[] dependencies, SequenceBarrier barrier)
    {
        var pauses = 0;
        long available;
        while ((available = Sequence.GetMinimum(dependencies)) < sequence && !barrier.IsAlerted)
        {
            pauses++;
            if (pauses <= SpinCount)
            {
                Thread.SpinWait(1);
            }
            else if (pauses <= SpinCount + YieldCount)
            {
                Thread.Yield();
            }
            else
            {
                Thread.Sleep(1);
            }
        }

        return available;
    }

    public void SignalAllWhenBlocking()
    {
    }
}
