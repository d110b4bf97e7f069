using System.Runtime.CompilerServices;
using TradingEngine.Internals;

namespace TradingEngine.Ingress;

/// <summary>The gate to a ring, whose consumers run on threads of their own.</summary>
internal readonly struct RingGate : IPipelineGate
{
    private readonly ValueRingBuffer<PipelineSlot> _ring;

    public RingGate(ValueRingBuffer<PipelineSlot> ring)
    {
        _ring = ring;
    }

    public int SlotCount => _ring.BufferSize;

    public ref PipelineSlot this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => ref _ring[sequence];
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryClaim(int count, out long last) =>
        count == 1 ? _ring.TryNext(out last) : _ring.TryNext(count, out last);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long first, long last)
    {
        if (first == last)
        {
            _ring.Publish(last);
        }
        else
        {
            _ring.Publish(first, last);
        }
    }
}
