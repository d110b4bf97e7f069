namespace TradingEngine.TestKit.Traders;

/// <summary>Calls that hang until the test releases them. Any thread may call it.</summary>
internal sealed class HungCalls
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly object _gate = new();
    private readonly List<(Task Task, Action Release)> _calls = [];

    /// <summary>How many hang now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _calls.Count(call => !call.Task.IsCompleted);
            }
        }
    }

    /// <summary>Begins to hang.</summary>
    /// <param name="answer">Makes the answer when it is released; not called where it was cancelled before.</param>
    /// <param name="cancellationToken">Ends it; none for a deaf one.</param>
    public ValueTask<TResult> Add<TResult>(Func<TResult> answer, CancellationToken cancellationToken = default)
    {
        // Continuations run on the thread that releases, so that a simulation on one thread stays on it.
        var source = new TaskCompletionSource<TResult>();
        cancellationToken.Register(() => source.TrySetCanceled(cancellationToken));
        lock (_gate)
        {
            _calls.Add((source.Task, () => Release(source, answer)));
            Monitor.PulseAll(_gate);
        }

        return new ValueTask<TResult>(source.Task);
    }

    /// <summary>Releases every call that hangs now, oldest first.</summary>
    /// <returns>How many.</returns>
    public int Release()
    {
        List<(Task Task, Action Release)> calls;
        lock (_gate)
        {
            calls = _calls.FindAll(call => !call.Task.IsCompleted);
            _calls.Clear();
        }

        // With a context, such as that of NUnit, what waits for a call would go on in the thread pool.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        calls.ForEach(call => call.Release());
        SynchronizationContext.SetSynchronizationContext(context);
        return calls.Count;
    }

    /// <summary>Blocks until that many calls hang.</summary>
    public void WaitFor(int count)
    {
        lock (_gate)
        {
            while (Count < count)
            {
                if (!Monitor.Wait(_gate, Patience))
                {
                    throw new TimeoutException($"{Count} calls hang, not {count}.");
                }
            }
        }
    }

    private static void Release<TResult>(TaskCompletionSource<TResult> source, Func<TResult> answer)
    {
        try
        {
            source.TrySetResult(answer());
        }
        catch (Exception exception)
        {
            source.TrySetException(exception);
        }
    }
}
