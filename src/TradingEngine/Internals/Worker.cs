namespace TradingEngine.Internals;

/// <summary>
/// Something that works beside the pipeline, one step after the other: on a thread of its own, or, where a test drives
/// everything, step by step on the test's.
/// </summary>
internal abstract class Worker
{
    private readonly object _signal = new();
    private bool _isSignalled;
    private Thread? _thread;
    private volatile bool _isEnding;

    protected Worker(string name)
    {
        Name = name;
    }

    public string Name { get; }

    /// <summary>True while something that it began has not ended.</summary>
    protected virtual bool IsWaiting => false;

    /// <summary>Does one thing.</summary>
    /// <param name="mayBlock">
    /// True where the worker has a thread of its own and may wait for what it began; false where it must come back and
    /// be asked again.
    /// </param>
    /// <returns>False where there was nothing to do, or it cannot go on yet.</returns>
    public abstract bool Step(bool mayBlock);

    /// <summary>Tells the worker that there is something to do. Any thread may.</summary>
    public void Wake()
    {
        lock (_signal)
        {
            _isSignalled = true;
            Monitor.Pulse(_signal);
        }
    }

    /// <summary>Has the worker end when there is nothing left to do.</summary>
    public void End()
    {
        _isEnding = true;
        Wake();
    }

    /// <summary>Waits for the thread to end; without one, does on the caller's what can be done now.</summary>
    /// <returns>False where the time was over before, or something that it began has not ended.</returns>
    public bool Join(TimeSpan timeout)
    {
        if (_thread is not null)
        {
            return _thread.Join(timeout);
        }

        while (Step(mayBlock: false))
        {
        }

        return !IsWaiting;
    }

    /// <summary>Gives the worker its thread.</summary>
    public void StartThread()
    {
        _thread = new Thread(Run) { IsBackground = true, Name = Name };
        _thread.Start();
    }

    private void Run()
    {
        while (true)
        {
            // Read before the step: what is added before the end is worked off.
            var isEnding = _isEnding;
            if (Step(mayBlock: true))
            {
                continue;
            }

            if (isEnding)
            {
                return;
            }

            WaitForSignal();
        }
    }

    private void WaitForSignal()
    {
        lock (_signal)
        {
            while (!_isSignalled)
            {
                Monitor.Wait(_signal);
            }

            _isSignalled = false;
        }
    }
}
