using TradingEngine.Ring;

namespace TradingEngine.Tests.Ring.Doubles;

/// <summary>Stops at one sequence until it is released.</summary>
internal sealed class HeldHandler : IValueEventHandler<NumberSlot>, IDisposable
{
    private readonly long _holdAt;

    public HeldHandler(long holdAt)
    {
        _holdAt = holdAt;
    }

    public ManualResetEventSlim Entered { get; } = new();

    public ManualResetEventSlim Release { get; } = new();

    public List<long> Values { get; } = [];

    public void OnEvent(ref NumberSlot data, long sequence, bool endOfBatch)
    {
        if (sequence == _holdAt)
        {
            Entered.Set();
            Release.Wait(FailSafe.Limit);
        }

        Values.Add(data.Value);
    }

    public void Dispose()
    {
        Entered.Dispose();
        Release.Dispose();
    }
}
