using System.Collections.Concurrent;
using TradingEngine.Egress;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Tests.Support;

/// <summary>Holds the deliveries of chosen signals until the test lets them go; the others pass.</summary>
internal sealed class HoldSink(params string[] signalIds) : IOrderEventSink
{
    private readonly ConcurrentDictionary<string, bool> _chosen =
        new(signalIds.Select(id => KeyValuePair.Create(id, true)));
    private readonly ConcurrentDictionary<string, SignalDelivery> _held = new();

    public int HeldCount => _held.Count;

    public void Publish(in OrderEvent orderEvent)
    {
        var signalId = orderEvent.Signal.SignalId;
        if (_chosen.ContainsKey(signalId) && orderEvent.Delivery is { } delivery && _held.TryAdd(signalId, delivery))
        {
            delivery.Hold();
        }
    }

    /// <summary>Lets one go.</summary>
    public void Release(string signalId)
    {
        if (_held.TryRemove(signalId, out var delivery))
        {
            delivery.Release();
        }
    }
}
