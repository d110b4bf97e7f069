namespace TradingEngine.LocalKite.Rest;

/// <summary>The newest requests, the oldest of them first.</summary>
internal sealed class RequestLog(int limit)
{
    private readonly Lock _lock = new();
    private readonly Queue<LocalRequest> _requests = [];

    public IReadOnlyList<LocalRequest> Snapshot()
    {
        lock (_lock)
        {
            return [.. _requests];
        }
    }

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
    }
}
