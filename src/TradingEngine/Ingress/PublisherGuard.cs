using System.Runtime.CompilerServices;
using TradingEngine.Internals;

namespace TradingEngine.Ingress;

/// <summary>Lets publishers in while the engine runs, and tells when the last one has left.</summary>
/// <remarks>
/// <para>
/// One publisher: it marks itself inside with a plain store and then looks whether the guard is closed, without a
/// fence, because it does so for every tick. Who closes makes up for it: it stores "closed" and then calls <see
/// cref="Interlocked.MemoryBarrierProcessWide"/>, after which either the publisher has seen "closed" or the closer sees
/// it inside. The mark also finds a second publisher that should not be there; that is a best effort, made to turn a
/// wrong set-up into an exception within moments.
/// </para>
/// <para>Several publishers are counted by interlocked operations, which are full fences.</para>
/// </remarks>
internal sealed class PublisherGuard
{
    private readonly bool _isMultiple;
    private PaddedLong _isInside;
    private bool _isClosed = true;
    private int _insideCount;

    public PublisherGuard(bool isMultiple)
    {
        _isMultiple = isMultiple;
    }

    public bool IsClosed => Volatile.Read(ref _isClosed);

    /// <summary>Enters, unless the guard is closed.</summary>
    /// <exception cref="InvalidOperationException">Another thread is inside, and only one may be.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool TryEnter()
    {
        if (_isMultiple)
        {
            Interlocked.Increment(ref _insideCount);
        }
        else
        {
            if (Volatile.Read(ref _isInside.Value) != 0)
            {
                ThrowTwoPublishers();
            }

            Volatile.Write(ref _isInside.Value, 1);
        }

        if (!Volatile.Read(ref _isClosed))
        {
            return true;
        }

        Exit();
        return false;
    }

    /// <summary>Leaves.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Exit()
    {
        if (_isMultiple)
        {
            Interlocked.Decrement(ref _insideCount);
        }
        else
        {
            Volatile.Write(ref _isInside.Value, 0);
        }
    }

    public void Open() => Volatile.Write(ref _isClosed, false);

    /// <summary>Closes, and waits until nobody is inside.</summary>
    /// <returns>False where the time was over before.</returns>
    public bool Close(Deadline deadline)
    {
        Volatile.Write(ref _isClosed, true);
        Interlocked.MemoryBarrierProcessWide();
        return deadline.WaitUntil(
            () => Volatile.Read(ref _isInside.Value) == 0 && Volatile.Read(ref _insideCount) == 0);
    }

    private static void ThrowTwoPublishers() => throw new InvalidOperationException(
        "Two threads publish at the same time, or a sink publishes from within a publish. " +
        "Let one thread publish, or build the engine with Producers.Many.");
}
