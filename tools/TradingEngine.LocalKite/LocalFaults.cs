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
    private int _hanging;

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
    internal async Task<bool> HangAsync(CancellationToken gone)
    {
        Task release;
        lock (_lock)
        {
            release = _release.Task;
        }

        Interlocked.Increment(ref _hanging);
        try
        {
            await release.WaitAsync(gone);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
        finally
        {
            Interlocked.Decrement(ref _hanging);
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
