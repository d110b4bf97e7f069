namespace TradingEngine.Model;

/// <summary>
/// One delivery of a signal, for a source that must know when the engine is done with it: when every order made of it
/// has its event, and every sink is done with those events.
/// </summary>
/// <remarks>
/// <para>
/// It counts its holders. The first hold is that of the pipeline, which passes one on to each order and lets its own go
/// when the signal has passed the last stage. A sink that is not done when <c>Publish</c> returns takes a hold of its
/// own and lets it go later.
/// </para>
/// <para>
/// An order whose outcome is not known, or an event that reached no sink, keeps its hold for ever: the signal is then
/// not done, and its source may deliver it again.
/// </para>
/// <para>Any thread may hold and let go; both are interlocked operations.</para>
/// </remarks>
public abstract class SignalDelivery
{
    private int _holderCount = 1;

    /// <summary>
    /// True where another engine may have had the signal before, so that its order may be at a broker already: a live
    /// trader is asked for the order before it is sent. <value>The default is false.</value>
    /// </summary>
    public bool MayBeRepeated { get; init; }

    /// <summary>True when nobody holds it any more.</summary>
    public bool IsCompleted => Volatile.Read(ref _holderCount) == 0;

    /// <summary>Adds a holder. Only someone for whom it is held already may call it.</summary>
    /// <exception cref="InvalidOperationException">It is completed.</exception>
    public void Hold()
    {
        if (Interlocked.Increment(ref _holderCount) <= 1)
        {
            throw new InvalidOperationException("A delivery that is completed cannot be held again.");
        }
    }

    /// <summary>Takes a holder away. The last one completes the delivery, on the calling thread.</summary>
    /// <exception cref="InvalidOperationException">It was let go more often than it was held.</exception>
    public void Release()
    {
        var left = Interlocked.Decrement(ref _holderCount);
        if (left == 0)
        {
            OnCompleted();
        }
        else if (left < 0)
        {
            throw new InvalidOperationException("A delivery was let go more often than it was held.");
        }
    }

    /// <summary>Makes a completed one new again, with one holder, for an owner that keeps them in a pool.</summary>
    private protected void Renew() => Volatile.Write(ref _holderCount, 1);

    /// <summary>Called once, by the last holder: any thread of the engine or of a sink. It must not block.</summary>
    protected abstract void OnCompleted();
}
