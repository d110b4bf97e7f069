using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>A registered trader with its state and its counters.</summary>
internal sealed class TraderHandle
{
    private readonly long[] _eventCounts = new long[(int)OrderEventType.Unknown + 1];
    private long _repeatedCount;
    private long _lateCount;
    private volatile TraderState _state = TraderState.Registered;

    public TraderHandle(int index, string name, ITrader trader)
    {
        Index = index;
        Name = name;
        Trader = trader;
        Inline = trader as IInlineTrader;
        ExecutionMode = trader.ExecutionMode;
        Durability = Inline is null ? trader.Durability : OrderDurability.WriteBehind;
    }

    /// <summary>The trader's bit in a routing mask.</summary>
    public int Index { get; }

    public string Name { get; }

    public ITrader Trader { get; }

    /// <summary>The trader, where it answers on the pipeline's thread; null where it has a lane.</summary>
    public IInlineTrader? Inline { get; }

    public string ExecutionMode { get; }

    public OrderDurability Durability { get; }

    /// <remarks>Written by the thread that starts or stops the engine, read by the pipeline and the lanes.</remarks>
    public TraderState State
    {
        get => _state;
        set => _state = value;
    }

    /// <summary>Has the broker asked about the open orders; null until the trader has a desk.</summary>
    public Action? Reconcile { get; set; }

    /// <summary>Tells a person of something about the trader; null until it has a desk.</summary>
    public Action<AlertKind, AlertSeverity, string>? Alert { get; set; }

    /// <summary>Why it takes no orders now, by its own account; null where it does.</summary>
    public string? Impediment
    {
        get
        {
            try
            {
                return Trader.Impediment;
            }
            catch (Exception exception)
            {
                return $"it threw {exception.GetType().Name} when it was asked: {exception.Message}";
            }
        }
    }

    /// <summary>Why it does not take orders; set before the state.</summary>
    public string NotReadyReason { get; set; } = "it is not initialised yet";

    /// <summary>Answers that said what was known already.</summary>
    public long RepeatedCount => Interlocked.Read(ref _repeatedCount);

    /// <summary>Answers that newer ones had overtaken, or about orders that are over.</summary>
    public long LateCount => Interlocked.Read(ref _lateCount);

    /// <summary>How many events of a type its orders had.</summary>
    public long EventCount(OrderEventType type) => Interlocked.Read(ref _eventCounts[(int)type]);

    public void Count(OrderEventType type) => Interlocked.Increment(ref _eventCounts[(int)type]);

    public void CountLate() => Interlocked.Increment(ref _lateCount);

    public void Count(OrderUpdateKind kind) =>
        Interlocked.Increment(ref kind == OrderUpdateKind.Repeated ? ref _repeatedCount : ref _lateCount);
}
