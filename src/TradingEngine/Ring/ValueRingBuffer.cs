using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TradingEngine.Ring;

/// <summary>A ring of preallocated slots, each addressed by an ever growing sequence.</summary>
/// <typeparam name="T">The slot, a struct. Without references in it, slot 0 starts on a cache line.</typeparam>
internal sealed class ValueRingBuffer<T>
    where T : struct
{
    private const int LineSizeBytes = 64;

    private readonly T[] _entries;
    private readonly nint _firstOffsetBytes;
    private readonly nint _mask;
    private readonly SingleProducerSequencer? _single;
    private readonly MultiProducerSequencer? _multi;

    public ValueRingBuffer(Func<T> eventFactory, int bufferSize, ProducerType producerType, IWaitStrategy waitStrategy)
    {
        if (bufferSize < 2 || !BitOperations.IsPow2(bufferSize))
        {
            throw new ArgumentException($"The size of a ring must be a power of two of at least 2, not {bufferSize}.");
        }

        _mask = bufferSize - 1;
        _entries = Allocate(bufferSize, out _firstOffsetBytes);
        CursorSequence = new Sequence();
        if (producerType == ProducerType.Single)
        {
            _single = new SingleProducerSequencer(bufferSize, CursorSequence, waitStrategy);
        }
        else
        {
            _multi = new MultiProducerSequencer(bufferSize, CursorSequence, waitStrategy);
        }

        for (var i = 0; i < bufferSize; i++)
        {
            this[i] = eventFactory();
        }
    }

    public int BufferSize => (int)_mask + 1;

    /// <summary>The highest published sequence (one producer) or the highest claimed one (several).</summary>
    public long Cursor => CursorSequence.Value;

    internal Sequence CursorSequence { get; }

    internal ISequencer Sequencer => (ISequencer?)_single ?? _multi!;

    /// <summary>The slot of a sequence that the caller has claimed, or was given by a barrier.</summary>
    /// <remarks>
    /// Without a bounds check: the mask keeps the index inside. No ordering of its own; the acquire of the barrier
    /// comes before a read, the release of the publish after a write.
    /// </remarks>
    public ref T this[long sequence]
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get
        {
            ref var first = ref MemoryMarshal.GetArrayDataReference(_entries);
            return ref Unsafe.Add(ref Unsafe.AddByteOffset(ref first, _firstOffsetBytes), (nint)sequence & _mask);
        }
    }

    /// <summary>Claims one sequence; waits while the ring is full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Next() => _single is not null ? _single.Next(1) : _multi!.Next(1);

    /// <summary>
    /// Claims <paramref name="n"/> sequences at once, 1 to the size of the ring, and returns the highest.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is not in that range.</exception>
    public long Next(int n)
    {
        CheckBatch(n);
        return _single is not null ? _single.Next(n) : _multi!.Next(n);
    }

    /// <summary>Claims one sequence if the ring is not full.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNext(out long sequence) =>
        _single is not null ? _single.TryNext(1, out sequence) : _multi!.TryNext(1, out sequence);

    /// <summary>
    /// Claims <paramref name="n"/> sequences if there is room for all of them; <paramref name="sequence"/> is the
    /// highest.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="n"/> is not in 1 to the size of the
    /// ring.</exception>
    public bool TryNext(int n, out long sequence)
    {
        CheckBatch(n);
        return _single is not null ? _single.TryNext(n, out sequence) : _multi!.TryNext(n, out sequence);
    }

    /// <summary>Publishes one claimed sequence.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long sequence)
    {
        if (_single is not null)
        {
            _single.Publish(sequence);
        }
        else
        {
            _multi!.Publish(sequence, sequence);
        }
    }

    /// <summary>Publishes the claimed sequences from <paramref name="lo"/> to <paramref name="hi"/>.</summary>
    public void Publish(long lo, long hi)
    {
        if (_single is not null)
        {
            _single.Publish(hi);
        }
        else
        {
            _multi!.Publish(lo, hi);
        }
    }

    /// <summary>Slots that are free now; any thread may ask.</summary>
    public long GetRemainingCapacity() => Sequencer.GetRemainingCapacity();

    private void CheckBatch(int n)
    {
        if (n < 1 || n > BufferSize)
        {
            throw new ArgumentOutOfRangeException(nameof(n), n, $"A batch has 1 to {BufferSize} slots.");
        }
    }

    /// <summary>
    /// Slots without references live in a pinned array and start at a line; those with references stay where the
    /// collector wants them, with a line of distance from neighbours.
    /// </summary>
    private static T[] Allocate(int bufferSize, out nint firstOffsetBytes)
    {
        var spare = LineSizeBytes / Unsafe.SizeOf<T>() + 1;
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            firstOffsetBytes = spare * Unsafe.SizeOf<T>();
            return new T[bufferSize + 2 * spare];
        }

        var entries = GC.AllocateArray<T>(bufferSize + 2 * spare, pinned: true);
        unsafe
        {
            var address = (nint)Unsafe.AsPointer(ref entries[0]);
            firstOffsetBytes = (LineSizeBytes - address % LineSizeBytes) % LineSizeBytes;
        }

        return entries;
    }
}
