namespace TradingEngine.LocalKite;

/// <summary>
/// What goes wrong. A scripted act meets the next call of its kind that the headers and limits let through; when no
/// script waits, the plan decides. Its members can be called by any thread.
/// </summary>
public sealed class LocalFaults
{
    private readonly Lock _lock = new();
    private readonly Dictionary<LocalCall, Queue<LocalAct>> _scripts =
        Enum.GetValues<LocalCall>().ToDictionary(call => call, _ => new Queue<LocalAct>());
    private readonly Dictionary<LocalCall, long> _ordinals =
        Enum.GetValues<LocalCall>().ToDictionary(call => call, _ => 0L);
    private readonly List<(string Path, LocalAct Act)> _pathScripts = [];
    private TaskCompletionSource _release = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long _frames;
    private readonly Signal _changed = new();
    private int _hanging;
    private int _delayed;

    /// <summary>The random faults; null for none.</summary>
    public FaultPlan? Plan { get; set; }

    /// <summary>How many scripted acts have not met a call yet.</summary>
    public int Waiting
    {
        get
        {
            lock (_lock)
            {
                return _scripts.Values.Sum(script => script.Count) + _pathScripts.Count;
            }
        }
    }

    /// <summary>How many calls hang now.</summary>
    public int Hanging => Volatile.Read(ref _hanging);

    /// <summary>How many calls wait for the clock now: once it counts one, moving the clock will end it.</summary>
    public int Delayed => Volatile.Read(ref _delayed);

    /// <summary>What happens to the next place calls, in order.</summary>
    public void Script(params LocalAct[] acts) => Enqueue(LocalCall.Place, acts);

    /// <summary>What happens to the next modify calls, in order.</summary>
    public void ScriptModify(params LocalAct[] acts) => Enqueue(LocalCall.Modify, acts);

    /// <summary>What happens to the next cancel calls, in order.</summary>
    public void ScriptCancel(params LocalAct[] acts) => Enqueue(LocalCall.Cancel, acts);

    /// <summary>What happens to the next GET calls of orders and trades, in order.</summary>
    public void ScriptRead(params LocalAct[] acts) => Enqueue(LocalCall.Read, acts);

    /// <summary>What happens to the next call with a path, as "/trades", "/instruments" or "/session/token".</summary>
    /// <param name="path">The path without the route prefix.</param>
    /// <param name="act">The act.</param>
    public void ScriptPath(string path, LocalAct act)
    {
        lock (_lock)
        {
            _pathScripts.Add((path, act));
        }
    }

    /// <summary>Waits until something is true of the faults: that an act has met its call, that a call hangs.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled first.</exception>
    public Task WaitUntilAsync(Func<LocalFaults, bool> condition, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        return _changed.WaitUntilAsync(() => condition(this), cancellationToken);
    }

    /// <summary>Forgets all scripts.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _pathScripts.Clear();
            foreach (var script in _scripts.Values)
            {
                script.Clear();
            }
        }
    }

    /// <summary>Ends all calls that hang now: the taken ones are answered, the others cut.</summary>
    public void ReleaseHung()
    {
        lock (_lock)
        {
            _release.SetResult();
            _release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    internal LocalAct Next(LocalCall call, string path)
    {
        var act = Take(call, path);
        _changed.Fire();
        return act;
    }

    internal (bool IsDropped, bool IsDoubled, bool IsCut) NextFrame()
    {
        if (Plan is not { } plan)
        {
            return default;
        }

        var draw = plan.DrawFrame(Interlocked.Increment(ref _frames));
        var dropBelow = plan.DropOrderFrameRate;
        var doubleBelow = dropBelow + plan.DuplicateOrderFrameRate;
        var cutBelow = doubleBelow + plan.CutSocketsRate;
        return (draw < dropBelow, draw >= dropBelow && draw < doubleBelow, draw >= doubleBelow && draw < cutBelow);
    }

    /// <summary>Ends with false when there is nobody to answer.</summary>
    internal Task<bool> HangAsync(CancellationToken gone)
    {
        lock (_lock)
        {
            return WaitAsync(_release.Task.WaitAsync(gone), count => _hanging += count);
        }
    }

    /// <summary>Ends with false when there is nobody to answer.</summary>
    internal Task<bool> DelayAsync(TimeSpan span, TimeProvider time, CancellationToken gone) =>
        WaitAsync(Task.Delay(span, time, gone), count => _delayed += count);

    private LocalAct Take(LocalCall call, string path)
    {
        lock (_lock)
        {
            var index = _pathScripts.FindIndex(script => script.Path == path);
            if (index >= 0)
            {
                var act = _pathScripts[index].Act;
                _pathScripts.RemoveAt(index);
                return act;
            }

            return _scripts[call].TryDequeue(out var scripted)
                ? scripted
                : Plan?.ActOf(call, _ordinals[call]++) ?? LocalAct.None;
        }
    }

    private async Task<bool> WaitAsync(Task wait, Action<int> count)
    {
        Count(1);
        try
        {
            await wait;
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            Count(-1);
        }

        void Count(int n)
        {
            lock (_lock)
            {
                count(n);
            }

            _changed.Fire();
        }
    }

    private void Enqueue(LocalCall call, LocalAct[] acts)
    {
        lock (_lock)
        {
            foreach (var act in acts)
            {
                _scripts[call].Enqueue(act);
            }
        }
    }
}
