namespace TradingEngine.Internals;

/// <summary>A worker that has one thing to do, by interval and when it is asked; many requests become one.</summary>
internal abstract class TimedWorker : Worker
{
    private readonly TimeSpan _interval;
    private readonly TimeProvider _timeProvider;
    private ITimer? _timer;
    private int _isDue;

    protected TimedWorker(string name, TimeSpan interval, TimeProvider timeProvider)
        : base(name)
    {
        _interval = interval;
        _timeProvider = timeProvider;
    }

    /// <summary>Works by interval from here on.</summary>
    public virtual void StartTimer() => _timer = _timeProvider.CreateTimer(_ => Request(), null, _interval, _interval);

    /// <summary>Works by interval no more.</summary>
    public void StopTimer() => _timer?.Dispose();

    /// <summary>Has it done soon. Any thread may.</summary>
    public void Request()
    {
        Volatile.Write(ref _isDue, 1);
        Wake();
    }

    /// <inheritdoc/>
    public sealed override bool Step(bool mayBlock)
    {
        if (Interlocked.Exchange(ref _isDue, 0) == 0)
        {
            return false;
        }

        Work();
        return true;
    }

    /// <summary>Does it once.</summary>
    protected abstract void Work();
}
