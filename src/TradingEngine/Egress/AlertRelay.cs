using TradingEngine.Diagnostics;
using TradingEngine.Internals;
using TradingEngine.Orders;

namespace TradingEngine.Egress;

/// <summary>
/// Takes alerts from threads that must not wait for a full egress ring, such as those that empty it, and hands them on
/// from a thread of the pool.
/// </summary>
internal sealed class AlertRelay
{
    private readonly IEventOutlet _outlet;
    private int _pendingCount;

    public AlertRelay(IEventOutlet outlet)
    {
        _outlet = outlet;
    }

    /// <summary>Whether all are handed on.</summary>
    public bool IsEmpty => Volatile.Read(ref _pendingCount) == 0;

    public void Publish(Alert alert)
    {
        Interlocked.Increment(ref _pendingCount);
        ThreadPool.UnsafeQueueUserWorkItem(
            static state =>
            {
                state.Relay._outlet.Publish(state.Alert);
                Interlocked.Decrement(ref state.Relay._pendingCount);
            },
            (Relay: this, Alert: alert),
            preferLocal: false);
    }
}
