using TradingEngine.Ingress;
using TradingEngine.Model;

namespace TradingEngine.Zerodha.Ticker;

/// <summary>Collects ticks and publishes them in one go. Allocated once, used by the ingress thread.</summary>
internal sealed class TickBatch : ITickTarget
{
    private const int Size = 256;

    private readonly MarketTick[] _ticks = new MarketTick[Size];
    private IngressPort? _port;
    private int _count;
    private long _tickCount;
    private long _refusedCount;
    private long _newestTicks;

    /// <summary>Ticks that were published.</summary>
    public long TickCount => Volatile.Read(ref _tickCount);

    /// <summary>Ticks that the engine refused.</summary>
    public long RefusedCount => Volatile.Read(ref _refusedCount);

    /// <summary>The time of the newest tick; null before the first.</summary>
    public DateTimeOffset? NewestTickTime => Volatile.Read(ref _newestTicks) is var ticks and > 0
        ? KiteTick.ToIndianTime(new DateTimeOffset(ticks, TimeSpan.Zero))
        : null;

    /// <summary>Says where ticks go.</summary>
    public void Begin(IngressPort port) => _port = port;

    /// <summary>Adds a tick, and publishes when it is full.</summary>
    public void Add(in MarketTick tick)
    {
        _ticks[_count++] = tick;
        if (_count == Size)
        {
            Publish();
        }
    }

    /// <summary>Publishes what was added.</summary>
    public void Publish()
    {
        if (_count == 0)
        {
            return;
        }

        var ticks = _ticks.AsSpan(0, _count);
        _count = 0;
        var refused = _port!.Publish(ticks);
        Volatile.Write(ref _tickCount, _tickCount + ticks.Length - refused);
        Volatile.Write(ref _refusedCount, _refusedCount + refused);
        var newest = _newestTicks;
        foreach (ref readonly var tick in ticks)
        {
            newest = long.Max(newest, tick.Timestamp.UtcTicks);
        }

        Volatile.Write(ref _newestTicks, newest);
    }
}
