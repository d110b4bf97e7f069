using TradingEngine.Diagnostics;
using TradingEngine.Internals;
using TradingEngine.Markets;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Routing;

/// <summary>Decides where a signal goes, or why it goes nowhere. No I/O, no lock; one thread: stage 2.</summary>
internal sealed class Router
{
    /// <summary>The mask of every trader there can be.</summary>
    public const ulong AllTraders = ulong.MaxValue;

    private readonly SideTable _side;
    private readonly SessionClock _clock;
    private readonly DuplicateFilter _duplicates;
    private readonly BoundTraders _bound;
    private readonly IEventOutlet _outlet;
    private readonly bool _isJournaled;
    private readonly string _calendarName;
    private readonly long _ageLimitTicks;
    private readonly long[] _counts = new long[RejectReasonExtensions.Count];
    private RoutingTable _table;
    private TradingMode _mode;
    private bool _hasToldOfUnknownDay;

    /// <param name="side">The signals of the slots.</param>
    /// <param name="table">The first routing table.</param>
    /// <param name="bound">The traders that a signal can be bound to.</param>
    /// <param name="calendar">When the market is open.</param>
    /// <param name="duplicates">The ids seen so far.</param>
    /// <param name="ageLimit">Older signals are stale; <see cref="Timeout.InfiniteTimeSpan"/> for no limit.</param>
    /// <param name="outlet">Where alerts go.</param>
    /// <param name="isJournaled">Whether the decision against a signal goes there, too.</param>
    public Router(
        SideTable side,
        RoutingTable table,
        BoundTraders bound,
        MarketCalendar calendar,
        DuplicateFilter duplicates,
        TimeSpan ageLimit,
        IEventOutlet outlet,
        bool isJournaled = false)
    {
        _side = side;
        _table = table;
        _bound = bound;
        _clock = new SessionClock(calendar);
        _calendarName = calendar.Name;
        _duplicates = duplicates;
        _ageLimitTicks = ageLimit == Timeout.InfiniteTimeSpan ? long.MaxValue : ageLimit.Ticks;
        _outlet = outlet;
        _isJournaled = isJournaled;
    }

    /// <summary>
    /// Signals decided with this reason; <see cref="RejectReason.None"/> counts those that were routed.
    /// </summary>
    public long Count(RejectReason reason) => Volatile.Read(ref _counts[(int)reason]);

    /// <summary>Decides about a signal and writes the decision into its slot.</summary>
    public void Route(ref PipelineSlot slot, long sequence)
    {
        var signal = (TradingSignal)_side[sequence]!;
        var reason = Decide(signal, slot.SignalKey, slot.TimeTicks, out slot.Targets);
        slot.Reason = reason;
        _counts[(int)reason]++;
        if (_isJournaled && reason is not (RejectReason.None or RejectReason.Duplicate))
        {
            _outlet.Publish(new SignalRejection(slot.SignalKey, signal.Trader, reason, slot.TimeTicks));
        }
    }

    /// <summary>Takes over what was decided before a restart. Before the first signal.</summary>
    public void Restore(UInt128 signalKey, ulong targets) => _duplicates.Add(signalKey, targets);

    /// <summary>Sets which orders may leave before the first signal.</summary>
    public void Restore(TradingMode mode) => _mode = mode;

    /// <summary>Takes over a change of the rules.</summary>
    public void Apply(long sequence)
    {
        switch (_side[sequence])
        {
            case RoutingTableChanged change:
                _table = change.Table;
                break;
            case OrdersAdopted adopted:
                Adopt(adopted);
                break;
            case ModeChanged change:
                _mode = change.Mode;
                break;
        }
    }

    /// <summary>Takes an order as decided, and as news where it was not decided here.</summary>
    private void Adopt(OrdersAdopted adopted)
    {
        var news = new HashSet<OrderId>();
        foreach (var orderEvent in adopted.Events)
        {
            var mask = _bound.MaskOf(orderEvent.Trader);
            var decided = _duplicates.Add(OrderIdentity.SignalKeyOf(orderEvent.Signal.SignalId), mask);
            if (mask != 0 && ((decided & mask) == 0 || news.Contains(orderEvent.OrderId)))
            {
                news.Add(orderEvent.OrderId);
                adopted.News.Add(orderEvent);
            }
        }
    }

    private RejectReason Decide(TradingSignal signal, UInt128 signalKey, long nowTicks, out ulong targets)
    {
        targets = 0;
        var trader = signal.Trader;
        var isFree = trader is null || _table.DecidesBoundSignals;
        var asked = trader is null ? AllTraders
            : isFree ? _bound.MaskWithShadowOf(trader)
            : _bound.MaskOf(trader);
        var decided = _duplicates.Add(signalKey, asked);
        if (asked != 0 && (decided & asked) == asked)
        {
            return RejectReason.Duplicate;
        }

        if (signal.Type == SignalType.Hold)
        {
            return RejectReason.Hold;
        }

        if (_mode == TradingMode.Halted)
        {
            return RejectReason.Halted;
        }

        if (!_clock.IsOpen(nowTicks))
        {
            TellOfUnknownDay(nowTicks);
            return RejectReason.Closed;
        }

        if (nowTicks - signal.Timestamp.UtcTicks > _ageLimitTicks)
        {
            return RejectReason.Stale;
        }

        if (!isFree)
        {
            targets = asked;
        }
        else if (!_table.TryGetTargets(signal.StrategyId, signalKey, out targets))
        {
            return RejectReason.UnknownStrategy;
        }

        targets &= asked;
        if (targets == 0)
        {
            return RejectReason.NoRoute;
        }

        // After a crash a signal may have its orders for some traders and not for others.
        targets &= ~decided;
        return targets == 0 ? RejectReason.Duplicate : RejectReason.None;
    }

    private void TellOfUnknownDay(long nowTicks)
    {
        if (_clock.IsKnown || _hasToldOfUnknownDay)
        {
            return;
        }

        _hasToldOfUnknownDay = true;
        var now = new DateTimeOffset(nowTicks, TimeSpan.Zero);
        _outlet.Publish(new Alert(
            AlertKind.CalendarUnknown,
            AlertSeverity.Critical,
            $"Calendar '{_calendarName}' has no data for {now:yyyy-MM-dd}, so its market counts as closed.",
            _calendarName,
            now));
    }
}
