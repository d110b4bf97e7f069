using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.Workloads;

/// <summary>A sink that only counts.</summary>
internal sealed class NullSink : IOrderEventSink
{
    private long _count;

    /// <summary>Order events so far.</summary>
    public long Count => Volatile.Read(ref _count);

    public void Publish(in OrderEvent orderEvent) => Volatile.Write(ref _count, _count + 1);
}
