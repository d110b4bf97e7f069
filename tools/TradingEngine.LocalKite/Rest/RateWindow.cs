namespace TradingEngine.LocalKite.Rest;

/// <summary>Counts calls in any window of time; those that were refused do not count.</summary>
internal sealed class RateWindow(int limit, TimeSpan span, TimeProvider time)
{
    private readonly Queue<DateTimeOffset> _calls = [];

    public bool HasRoom()
    {
        var now = time.GetUtcNow();
        while (_calls.TryPeek(out var oldest) && oldest <= now - span)
        {
            _calls.Dequeue();
        }

        return limit == 0 || _calls.Count < limit;
    }

    public void Count()
    {
        if (limit > 0)
        {
            _calls.Enqueue(time.GetUtcNow());
        }
    }
}
