using TradingEngine.Model;

namespace TradingEngine.Traders;

/// <summary>A registered trader with its state and its counters.</summary>
internal sealed class TraderHandle
{
    private readonly long[] _eventCounts = new long[(int)OrderEventType.Failed + 1];
    private long _unknownCount;
    private volatile TraderState _state = TraderState.Registered;

    public TraderHandle(int index, string name, ITrader trader)
    {
        Index = index;
        Name = name;
        Trader = trader;
        Inline = trader as IInlineTrader;
        ExecutionMode = trader.ExecutionMode;
    }

    /// <summary>The trader's bit in a routing mask.</summary>
    public int Index { get; }

    public string Name { get; }

    public ITrader Trader { get; }

    /// <summary>The trader, where it answers on the pipeline's thread; null where it has a lane.</summary>
    public IInlineTrader? Inline { get; }

    public string ExecutionMode { get; }

    /// <remarks>Written by the thread that starts or stops the engine, read by the pipeline and the lanes.</remarks>
    public TraderState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Why it does not take orders; set before the state.</summary>
    public string NotReadyReason { get; set; } = "it is not initialised yet";

    /// <summary>Orders whose outcome was not known when the engine stopped.</summary>
    public long UnknownCount => Interlocked.Read(ref _unknownCount);

    /// <summary>How many events of a type its orders had.</summary>
    public long EventCount(OrderEventType type) => Interlocked.Read(ref _eventCounts[(int)type]);

    public void Count(OrderEventType type) => Interlocked.Increment(ref _eventCounts[(int)type]);

    public void CountUnknown() => Interlocked.Increment(ref _unknownCount);
}
