using TradingEngine.Internals;

namespace TradingEngine.Ring;

/// <summary>
/// A counter that one thread writes and others read: the cursor of a producer or the progress of a consumer.
/// </summary>
/// <remarks>
/// The value stands alone between two 128-byte gaps: one for its own cache line, one for the neighbour that the
/// hardware prefetcher of x86 loads with it. The gaps are in a struct, because the runtime ignores the size that a
/// class asks for. The layout is asserted by <c>RingLayoutTests</c>.
/// </remarks>
internal sealed class Sequence
{
    /// <summary>The value before the first event: nothing published, nothing processed.</summary>
    public const long InitialValue = -1;

    private PaddedLong _padded;

    public Sequence(long initialValue = InitialValue)
    {
        _padded.Value = initialValue;
    }

    /// <summary>The current value.</summary>
    /// <remarks>
    /// Acquire: whoever reads n here also sees everything that the writer wrote before it stored n,
    /// that is the slots up to n (cursor) or the effects of the handler up to n (consumer).
    /// </remarks>
    public long Value => Volatile.Read(ref _padded.Value);

    /// <summary>Moves to a new value. Only the owning thread calls this.</summary>
    /// <remarks>Release: writes made before this call are visible to a thread that reads the new value.</remarks>
    public void SetValue(long value)
    {
        Volatile.Write(ref _padded.Value, value);
    }

    /// <summary>
    /// Moves from <paramref name="expected"/> to <paramref name="value"/> unless another thread was faster.
    /// </summary>
    /// <remarks>A full fence, as every Interlocked operation.</remarks>
    public bool CompareAndSet(long expected, long value)
    {
        return Interlocked.CompareExchange(ref _padded.Value, value, expected) == expected;
    }

    /// <summary>
    /// The smallest of some sequences, or <paramref name="minimum"/> where that is smaller or there are none.
    /// </summary>
    public static long GetMinimum(Sequence[] sequences, long minimum = long.MaxValue)
    {
        for (var i = 0; i < sequences.Length; i++)
        {
            minimum = Math.Min(minimum, sequences[i].Value);
        }

        return minimum;
    }
}
