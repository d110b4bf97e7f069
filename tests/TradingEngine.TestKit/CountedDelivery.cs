using TradingEngine.Model;

namespace TradingEngine.TestKit;

/// <summary>A delivery that counts how often it was completed.</summary>
public sealed class CountedDelivery : SignalDelivery
{
    private int _completedCount;

    /// <summary>How often it was completed: zero or one, or something is wrong.</summary>
    public int CompletedCount => Volatile.Read(ref _completedCount);

    /// <inheritdoc/>
    protected override void OnCompleted() => Interlocked.Increment(ref _completedCount);
}
