namespace TradingEngine.LocalKite.Rest;

/// <summary>The newest requests, the oldest of them first.</summary>
internal sealed class RequestLog(int limit)
{
    private readonly Lock _lock = new();
    private readonly Queue<LocalRequest> _requests = [];
    private readonly Signal _changed = new();

    public IReadOnlyList<LocalRequest> Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

    public Task WaitUntilAsync(
        Func<IReadOnlyList<LocalRequest>, bool> condition, CancellationToken cancellationToken) =>
        _changed.WaitUntilAsync(() => condition(Snapshot()), cancellationToken);

    public void Add(LocalRequest request)
    {
        lock (_lock)
        {
            _requests.Enqueue(request);
            if (_requests.Count > limit)
            {
                _requests.Dequeue();
            }
        }

        _changed.Fire();
    }
}
