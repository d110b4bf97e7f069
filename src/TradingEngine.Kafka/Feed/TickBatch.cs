using TradingEngine.Ingress;
using TradingEngine.Ingress.Recorded;
using TradingEngine.Model;

namespace TradingEngine.Kafka.Feed;

/// <summary>Collects decoded ticks and publishes them in one go. Allocated once, used by the ingress thread.</summary>
internal sealed class TickBatch
{
    private const int Size = 256;

    private readonly MarketTick[] _ticks = new MarketTick[Size];
    private readonly ReplayTimeProvider? _clock;
    private int _count;

    /// <param name="clock">Set to the time of the newest tick; null for a clock that runs by itself.</param>
    public TickBatch(ReplayTimeProvider? clock)
    {
        _clock = clock;
    }

    /// <summary>Adds a tick, and publishes when it is full.</summary>
    public void Add(IngressPort port, in MarketTick tick)
    {
        _ticks[_count++] = tick;
        if (_count == Size)
        {
            Publish(port);
        }
    }

    /// <summary>Publishes what was added.</summary>
    public void Publish(IngressPort port)
    {
        if (_count == 0)
        {
            return;
        }

        _clock?.Set(_ticks[_count - 1].Timestamp);
        port.Publish(_ticks.AsSpan(0, _count));
        _count = 0;
    }
}
