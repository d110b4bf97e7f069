using TradingEngine.Model;

namespace TradingEngine.Journal;

/// <summary>
/// Which recorded events the sinks are done with. The sequence up to which they are done with all of them is recorded
/// from time to time; what is above it is published again after a crash.
/// </summary>
/// <remarks>Publications are pooled: an event allocates none once there are enough.</remarks>
internal sealed class Publications
{
    private readonly object _gate = new();
    private readonly Queue<Publication> _underWay = new();
    private readonly Queue<Publication> _notDurable = new();
    private readonly Stack<Publication> _pool = new();
    private long _acknowledgedSequence;
    private bool _isDurabilityOver;

    /// <summary>The sinks are done with every event up to here.</summary>
    public long AcknowledgedSequence => Volatile.Read(ref _acknowledgedSequence);

    /// <summary>Goes on from where a journal ended.</summary>
    public void Restore(long acknowledgedSequence) => Volatile.Write(ref _acknowledgedSequence, acknowledgedSequence);

    /// <summary>Begins to follow an event. Sequences only go up. The caller holds the result.</summary>
    public Publication Begin(long sequence, SignalDelivery? source)
    {
        lock (_gate)
        {
            var publication = _pool.TryPop(out var pooled) ? pooled : new Publication(this);
            publication.Begin(sequence, source);
            _underWay.Enqueue(publication);
            if (source is not null && !_isDurabilityOver)
            {
                publication.Hold();
                _notDurable.Enqueue(publication);
            }

            return publication;
        }
    }

    /// <summary>Everything up to a sequence is on disk.</summary>
    public void OnDurable(long sequence)
    {
        while (TryTakeDurable(sequence, out var publication))
        {
            publication!.Release();
        }
    }

    /// <summary>The disk failed: nothing waits for it any more.</summary>
    public void EndDurability()
    {
        lock (_gate)
        {
            _isDurabilityOver = true;
        }

        OnDurable(long.MaxValue);
    }

    /// <summary>Called by the last holder of a publication, on any thread.</summary>
    public void Complete(Publication publication)
    {
        var source = publication.Source;
        lock (_gate)
        {
            publication.IsDone = true;
            while (_underWay.TryPeek(out var first) && first.IsDone)
            {
                _underWay.Dequeue();
                Volatile.Write(ref _acknowledgedSequence, first.Sequence);
                _pool.Push(first);
            }
        }

        source?.Release();
    }

    private bool TryTakeDurable(long sequence, out Publication? publication)
    {
        lock (_gate)
        {
            if (_notDurable.TryPeek(out publication) && publication.Sequence <= sequence)
            {
                _notDurable.Dequeue();
                return true;
            }

            return false;
        }
    }
}
