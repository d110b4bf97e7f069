using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Internals;
using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>Hands one trader its orders: an inline trader at once, any other through its lanes.</summary>
internal sealed class TraderDesk
{
    private readonly OutcomeReporter _reporter;
    private readonly ILogger _logger;
    private readonly Lane[] _lanes;
    private readonly int _laneCapacity;

    public TraderDesk(
        TraderHandle trader,
        int laneCount,
        int laneCapacity,
        OutcomeReporter reporter,
        TimeProvider timeProvider,
        ILogger logger)
    {
        Trader = trader;
        _reporter = reporter;
        _logger = logger;
        _laneCapacity = laneCapacity;
        _lanes = new Lane[trader.Inline is null ? laneCount : 0];
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = new Lane(trader, i, laneCapacity, reporter, timeProvider, logger);
        }
    }

    public TraderHandle Trader { get; }

    /// <summary>Orders that wait in the lanes or are being executed there.</summary>
    public int PendingCount
    {
        get
        {
            var count = 0;
            foreach (var lane in _lanes)
            {
                count += lane.PendingCount;
            }

            return count;
        }
    }

    /// <summary>Starts the lanes.</summary>
    public void Start()
    {
        foreach (var lane in _lanes)
        {
            lane.Start();
        }
    }

    /// <summary>
    /// Executes an order or queues it. Called by the dispatching thread only; never waits for a broker.
    /// </summary>
    public void Submit(in Order order)
    {
        if (Trader.State != TraderState.Ready)
        {
            _reporter.Fail(
                Trader, order, $"Trader '{Trader.Name}' takes no orders: {Trader.NotReadyReason}", order.Timestamp);
        }
        else if (Trader.Inline is not null)
        {
            ExecuteInline(order);
        }
        else
        {
            Enqueue(order);
        }
    }

    /// <summary>Closes the lanes for new orders.</summary>
    public void Complete()
    {
        foreach (var lane in _lanes)
        {
            lane.Complete();
        }
    }

    /// <summary>Waits for the lanes to end, then asks the trader to give up, then gives up on it.</summary>
    public void StopLanes(Deadline deadline, TimeSpan graceAfterCancel)
    {
        if (TryJoin(deadline))
        {
            Array.ForEach(_lanes, static lane => lane.Dispose());
            return;
        }

        foreach (var lane in _lanes)
        {
            lane.Cancel();
        }

        var grace = new Deadline(graceAfterCancel);
        foreach (var lane in _lanes)
        {
            if (!lane.Join(grace.Remaining))
            {
                lane.Abandon();
            }
        }
    }

    private bool TryJoin(Deadline deadline)
    {
        var hasEnded = true;
        foreach (var lane in _lanes)
        {
            hasEnded &= lane.Join(deadline.Remaining);
        }

        return hasEnded;
    }

    private void ExecuteInline(in Order order)
    {
        OrderResult result;
        try
        {
            result = Trader.Inline!.Execute(order);
        }
        catch (Exception exception)
        {
            _logger.TraderThrew(exception, Trader.Name);
            _reporter.Threw(Trader, order, exception, order.Timestamp);
            return;
        }

        _reporter.Report(Trader, order, result, order.Timestamp);
    }

    private void Enqueue(in Order order)
    {
        var lane = _lanes[(int)((ulong)order.InstrumentToken % (ulong)_lanes.Length)];
        try
        {
            if (lane.TryEnqueue(order))
            {
                return;
            }
        }
        catch (InvalidOperationException)
        {
            _reporter.Fail(Trader, order, "The engine stopped before the order was sent", order.Timestamp);
            return;
        }

        var message = $"The queue of trader '{Trader.Name}' is full ({_laneCapacity} orders)";
        _reporter.Alert(
            AlertKind.LaneFull, AlertSeverity.Critical, $"{message} (order {order.Id})", Trader, order.Timestamp);
        _reporter.Fail(Trader, order, message, order.Timestamp);
    }
}
