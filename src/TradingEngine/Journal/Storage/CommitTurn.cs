namespace TradingEngine.Journal.Storage;

/// <summary>Lets one thread at a time work with the disk, for itself and for all that wait.</summary>
/// <remarks>
/// A plain lock would do, but slowly: it wakes one waiter after the other, and lets whoever comes new overtake them,
/// who then syncs a single record. Here all wake when a turn ends, and those whose record was in it go their way.
/// </remarks>
internal sealed class CommitTurn
{
    private readonly object _gate = new();
    private bool _isTaken;

    /// <summary>Waits for the turn.</summary>
    public void Enter()
    {
        lock (_gate)
        {
            while (_isTaken)
            {
                Monitor.Wait(_gate);
            }

            _isTaken = true;
        }
    }

    /// <summary>Waits for the turn, or until somebody else's has brought a record where it should be.</summary>
    /// <param name="reached">Published before a turn ends.</param>
    /// <param name="sequence">The record.</param>
    /// <returns>False where the record is there, and the turn was not taken.</returns>
    public bool EnterUnless(ref long reached, long sequence)
    {
        lock (_gate)
        {
            while (Volatile.Read(ref reached) < sequence)
            {
                if (!_isTaken)
                {
                    _isTaken = true;
                    return true;
                }

                Monitor.Wait(_gate);
            }

            return false;
        }
    }

    public void Exit()
    {
        lock (_gate)
        {
            _isTaken = false;
            Monitor.PulseAll(_gate);
        }
    }
}
