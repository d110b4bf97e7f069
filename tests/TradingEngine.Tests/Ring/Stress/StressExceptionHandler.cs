using TradingEngine.Ring;

namespace TradingEngine.Tests.Ring.Stress;

/// <summary>Counts the exceptions of all stages; none is expected.</summary>
internal sealed class StressExceptionHandler : IValueExceptionHandler<StressSlot>
{
    private int _count;

    public int Count => Volatile.Read(ref _count);

    public Exception? Last { get; private set; }

    public void HandleEventException(Exception ex, long sequence, ref StressSlot evt)
    {
        Last = ex;
        Interlocked.Increment(ref _count);
    }

    public void HandleOnTimeoutException(Exception ex, long sequence)
    {
    }

    public void HandleOnStartException(Exception ex)
    {
    }

    public void HandleOnShutdownException(Exception ex)
    {
    }
}
