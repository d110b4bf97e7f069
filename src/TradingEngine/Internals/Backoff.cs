namespace TradingEngine.Internals;

/// <summary>
/// How a thread waits for another: spin, then yield, then sleep, so that a stalled partner costs no core.
/// </summary>
/// <remarks><see cref="SpinWait"/> is not used where latency counts: it sleeps a whole millisecond early.</remarks>
internal struct Backoff
{
    private const int SpinCount = 100;
    private const int YieldCount = 2_000;

    private int _pauses;

    public void Pause()
    {
        _pauses++;
        if (_pauses <= SpinCount)
        {
            Thread.SpinWait(1);
        }
        else if (_pauses <= SpinCount + YieldCount)
        {
            Thread.Yield();
        }
        else
        {
            _pauses = SpinCount + YieldCount;
            Thread.Sleep(1);
        }
    }
}
