using TradingEngine.Diagnostics;
using TradingEngine.Internals;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Egress;

/// <summary>The way out through a ring with several producers: the dispatching stage and every lane.</summary>
internal sealed class RingOutlet : IEventOutlet
{
    private readonly ValueRingBuffer<EgressSlot> _ring;
    private volatile bool _isClosed;
    private long _lostCount;

    public RingOutlet(ValueRingBuffer<EgressSlot> ring)
    {
        _ring = ring;
    }

    /// <summary>Events that found the ring full after <see cref="Close"/>.</summary>
    public long LostCount => Interlocked.Read(ref _lostCount);

    /// <summary>From here on a full ring is not waited for: the time to stop is over and a sink hangs.</summary>
    public void Close() => _isClosed = true;

    public void Publish(in OrderEvent orderEvent) => Publish(EgressKind.Event, orderEvent, number: 0);

    public void Publish(Alert alert)
    {
        if (TryClaim(out var sequence))
        {
            ref var slot = ref _ring[sequence];
            slot.Kind = EgressKind.Alert;
            slot.Alert = alert;
            _ring.Publish(sequence);
        }
    }

    public void Publish(in SignalRejection rejection)
    {
        if (TryClaim(out var sequence))
        {
            ref var slot = ref _ring[sequence];
            slot.Kind = EgressKind.Rejection;
            slot.Rejection = rejection;
            _ring.Publish(sequence);
        }
    }

    public void Publish(TradingMode mode, long ticks)
    {
        if (TryClaim(out var sequence))
        {
            ref var slot = ref _ring[sequence];
            slot.Kind = EgressKind.Mode;
            slot.Mode = mode;
            slot.Number = ticks;
            _ring.Publish(sequence);
        }
    }

    public void Adopt(in OrderEvent orderEvent) => Publish(EgressKind.Adopted, orderEvent, number: 0);

    public void Repeat(in OrderEvent orderEvent, long recordSequence) =>
        Publish(EgressKind.Repeat, orderEvent, recordSequence);

    private void Publish(EgressKind kind, in OrderEvent orderEvent, long number)
    {
        if (TryClaim(out var sequence))
        {
            ref var slot = ref _ring[sequence];
            slot.Kind = kind;
            slot.Event = orderEvent;
            slot.Number = number;
            _ring.Publish(sequence);
        }
    }

    private bool TryClaim(out long sequence)
    {
        var backoff = new Backoff();
        while (!_ring.TryNext(out sequence))
        {
            if (_isClosed)
            {
                Interlocked.Increment(ref _lostCount);
                return false;
            }

            backoff.Pause();
        }

        return true;
    }
}
