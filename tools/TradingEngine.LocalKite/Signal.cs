namespace TradingEngine.LocalKite;

/// <summary>Lets many wait until something is true; who makes it true fires.</summary>
internal sealed class Signal
{
    private TaskCompletionSource _next = New();

    /// <summary>Looks at all conditions again. May be called under a lock: nothing runs on this thread.</summary>
    public void Fire() => Interlocked.Exchange(ref _next, New()).SetResult();

    public async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellationToken)
    {
        while (true)
        {
            // Taken before the condition is looked at, so that a change in between is not missed.
            var next = Volatile.Read(ref _next).Task;
            if (condition())
            {
                return;
            }

            await next.WaitAsync(cancellationToken);
        }
    }

    private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
