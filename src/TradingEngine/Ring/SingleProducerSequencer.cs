using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using TradingEngine.Internals;

namespace TradingEngine.Ring;

/// <summary>Claims and publishes sequences for exactly one producing thread.</summary>
/// <remarks>
/// The producer's private fields share one cache line that no other thread touches in the steady state:
/// the next value and the cached gate. Only the cursor, in its own padded object, is shared.
/// </remarks>
internal sealed class SingleProducerSequencer : ISequencer
{
    private readonly Sequence _cursor;
    private readonly IWaitStrategy _waitStrategy;
    private readonly bool _signals;
    private readonly int _bufferSize;
    private Sequence[] _gatingSequences = [];
    private ProducerFields _producer = new() { Next = Sequence.InitialValue, CachedGate = Sequence.InitialValue };

    public SingleProducerSequencer(int bufferSize, Sequence cursor, IWaitStrategy waitStrategy)
    {
        _bufferSize = bufferSize;
        _cursor = cursor;
        _waitStrategy = waitStrategy;
        _signals = waitStrategy.IsBlockingStrategy;
    }

    public int BufferSize => _bufferSize;

    public long Cursor => _cursor.Value;

    public void SetGatingSequences(Sequence[] gatingSequences) => _gatingSequences = gatingSequences;

    /// <summary>Claims <paramref name="n"/> sequences, waits while the ring is full, and returns the highest.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public long Next(int n)
    {
        var next = _producer.Next + n;
        if (next - _bufferSize > _producer.CachedGate)
        {
            WaitForGate(next - _bufferSize);
        }

        _producer.Next = next;
        return next;
    }

    /// <summary>Claims <paramref name="n"/> sequences if there is room for all of them now.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryNext(int n, out long sequence)
    {
        sequence = _producer.Next + n;
        if (sequence - _bufferSize > _producer.CachedGate && !RefreshGate(sequence - _bufferSize))
        {
            return false;
        }

        _producer.Next = sequence;
        return true;
    }

    /// <summary>Makes everything up to <paramref name="sequence"/> visible to the consumers.</summary>
    /// <remarks>
    /// The store to the cursor is a release, so the slots are written before it. A blocking strategy then needs a
    /// full fence between that store and its look at the parked flag; it makes the fence itself.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Publish(long sequence)
    {
        _cursor.SetValue(sequence);
        if (_signals)
        {
            _waitStrategy.SignalAllWhenBlocking();
        }
    }

    /// <remarks>One producer publishes in order, so everything up to the cursor is there.</remarks>
    public long GetHighestPublishedSequence(long low, long available) => available;

    /// <remarks>
    /// May be called by any thread: a benign race, the answer is old when it arrives. The gate is read first, so
    /// the answer is never larger than the ring; a cursor that went on meanwhile must not make it negative.
    /// </remarks>
    public long GetRemainingCapacity()
    {
        var consumed = Sequence.GetMinimum(_gatingSequences);
        var produced = _cursor.Value;
        return Math.Max(0, _bufferSize - (produced - Math.Min(consumed, produced)));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private bool RefreshGate(long wrapPoint)
    {
        _producer.CachedGate = Sequence.GetMinimum(_gatingSequences, _producer.Next);
        return wrapPoint <= _producer.CachedGate;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void WaitForGate(long wrapPoint)
    {
        var backoff = new Backoff();
        while (!RefreshGate(wrapPoint))
        {
            backoff.Pause();
        }
    }

    /// <summary>The producer's own line, with a line of distance on either side.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 192)]
    internal struct ProducerFields
    {
        [FieldOffset(64)]
        public long Next;

        [FieldOffset(72)]
        public long CachedGate;
    }
}
