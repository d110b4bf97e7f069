using System.Numerics;
using System.Runtime.CompilerServices;
using TradingEngine.Internals;

namespace TradingEngine.Ring;

/// <summary>Claims and publishes sequences for any number of producing threads.</summary>
/// <remarks>
/// Claims are made by compare-and-swap on the cursor, so the cursor runs ahead of what is published. A flag a slot
/// holds the number of the lap in which it was last published; a consumer reads up to the first slot of another lap.
/// </remarks>
internal sealed class MultiProducerSequencer : ISequencer
{
    private readonly Sequence _cursor;
    private readonly Sequence _cachedGate = new();
    private readonly IWaitStrategy _waitStrategy;
    private readonly bool _signals;
    private readonly int[] _publishedLaps;
    private readonly int _mask;
    private readonly int _lapShift;
    private Sequence[] _gatingSequences = [];

    public MultiProducerSequencer(int bufferSize, Sequence cursor, IWaitStrategy waitStrategy)
    {
        _cursor = cursor;
        _waitStrategy = waitStrategy;
        _signals = waitStrategy.IsBlockingStrategy;
        _mask = bufferSize - 1;
        _lapShift = BitOperations.Log2((uint)bufferSize);
        _publishedLaps = new int[bufferSize];
        Array.Fill(_publishedLaps, -1);
    }

    public int BufferSize => _mask + 1;

    public long Cursor => _cursor.Value;

    public void SetGatingSequences(Sequence[] gatingSequences) => _gatingSequences = gatingSequences;

    /// <summary>Claims <paramref name="n"/> sequences, waits while the ring is full, and returns the highest.</summary>
    public long Next(int n)
    {
        long sequence;
        var backoff = new Backoff();
        while (!TryNext(n, out sequence))
        {
            backoff.Pause();
        }

        return sequence;
    }

    /// <summary>Claims <paramref name="n"/> sequences if there is room for all of them now.</summary>
    /// <remarks>
    /// The compare-and-swap is a full fence and decides between producers; the loser tries again with the new cursor.
    /// The cached gate is written by several producers without order. It only ever holds a value that the gate
    /// really had, so an older one costs a second look and never lets a producer overtake a consumer.
    /// </remarks>
    public bool TryNext(int n, out long sequence)
    {
        while (true)
        {
            var current = _cursor.Value;
            sequence = current + n;
            var wrapPoint = sequence - BufferSize;
            if (wrapPoint > _cachedGate.Value)
            {
                var gate = Sequence.GetMinimum(_gatingSequences, current);
                _cachedGate.SetValue(gate);
                if (wrapPoint > gate)
                {
                    return false;
                }
            }

            if (_cursor.CompareAndSet(current, sequence))
            {
                return true;
            }
        }
    }

    /// <summary>Makes the claimed sequences from <paramref name="low"/> to <paramref name="high"/> visible.</summary>
    /// <remarks>Each flag is stored with release, after the slot that it stands for.</remarks>
    public void Publish(long low, long high)
    {
        for (var sequence = low; sequence <= high; sequence++)
        {
            Volatile.Write(ref _publishedLaps[(int)sequence & _mask], (int)(sequence >> _lapShift));
        }

        if (_signals)
        {
            _waitStrategy.SignalAllWhenBlocking();
        }
    }

    /// <remarks>Each flag is loaded with acquire, before the slot that it stands for.</remarks>
    public long GetHighestPublishedSequence(long low, long available)
    {
        for (var sequence = low; sequence <= available; sequence++)
        {
            if (Volatile.Read(ref _publishedLaps[(int)sequence & _mask]) != (int)(sequence >> _lapShift))
            {
                return sequence - 1;
            }
        }

        return available;
    }

    /// <remarks>The gate is read first; a cursor that went on meanwhile must not make the answer negative.</remarks>
    public long GetRemainingCapacity()
    {
        var consumed = Sequence.GetMinimum(_gatingSequences);
        var claimed = _cursor.Value;
        return Math.Max(0, BufferSize - (claimed - Math.Min(consumed, claimed)));
    }
}
