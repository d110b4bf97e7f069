using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Internals;
using TradingEngine.Journal;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Risk;

namespace TradingEngine.Traders;

/// <summary>Hands one trader its orders: an inline trader at once, any other through its lanes.</summary>
internal sealed class TraderDesk
{
    private readonly OutcomeReporter _reporter;
    private readonly OrderJournal? _journal;
    private readonly RiskGate _risk;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly IWorkerHost _workers;
    private readonly Lane[] _lanes;
    private readonly int _laneCapacity;
    private readonly bool _requireListed;
    private readonly Canceller _canceller;
    private readonly Reconciler _reconciler;
    private int _isHelped;

    public TraderDesk(
        TraderHandle trader,
        DeskOptions options,
        OutcomeReporter reporter,
        OrderJournal? journal,
        RiskGate risk,
        TradingSwitch tradingSwitch,
        IWorkerHost workers,
        TimeProvider timeProvider,
        ILogger logger)
    {
        Trader = trader;
        _reporter = reporter;
        _journal = journal;
        _risk = risk;
        _workers = workers;
        _timeProvider = timeProvider;
        _logger = logger;
        _laneCapacity = options.LaneCapacity;
        _requireListed = options.RequireListedInstrument;
        Orders = new OpenOrders(trader, reporter, timeProvider, logger);
        _reconciler = new Reconciler(
            trader, Orders, options.ReconcileInterval, options.ReconcileTimeout, timeProvider, Alert);
        trader.Reconcile = () => RequestReconciliation(isNews: false);
        trader.Alert = (kind, severity, message) =>
            reporter.Alert(kind, severity, message, trader, timeProvider.GetUtcNow());
        _canceller = new Canceller(trader, Orders, () => RequestReconciliation(isNews: true), Alert);
        _lanes = new Lane[trader.Inline is null ? options.LaneCount : 0];
        for (var i = 0; i < _lanes.Length; i++)
        {
            _lanes[i] = new Lane(trader, i, _laneCapacity, Orders, journal, tradingSwitch, _canceller);
        }
    }

    public TraderHandle Trader { get; }

    /// <summary>The trader's orders that are not terminal.</summary>
    public OpenOrders Orders { get; }

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

    /// <summary>
    /// Starts the lanes, and asks the broker by interval about orders that were open when the engine ended.
    /// </summary>
    public void Start()
    {
        foreach (var lane in _lanes)
        {
            _workers.Start(lane);
        }

        if (Orders.Count > 0)
        {
            StartHelpers();
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
        else if (CheckInstrument(order) is { } wrong)
        {
            _reporter.Fail(Trader, order, wrong, order.Timestamp);
        }
        else if (_journal is { Failure: { } failure } && _journal.IsRequiredFor(Trader.Durability))
        {
            _reporter.Fail(Trader, order, $"The journal cannot be written: {failure.Message}", order.Timestamp);
        }
        else if (_risk.Check(RiskOrderOf(order), out var isReducing) is { } refusal)
        {
            _reporter.Fail(Trader, order, refusal.Message, order.Timestamp);
        }
        else if (Trader.Inline is not null)
        {
            ExecuteInline(order);
        }
        else
        {
            Enqueue(order with { IsReducing = isReducing });
        }
    }

    /// <summary>Takes up an order that was open when the engine ended. Before <see cref="Start"/>.</summary>
    /// <remarks>
    /// Nobody is asked by interval before: the trader is not initialised, and what an answer changed would reach the
    /// journal before the events that have to be published again.
    /// </remarks>
    public void Restore(OpenOrder order)
    {
        _risk.RestoreOpen(
            Trader.Name,
            order.Order.StrategyId,
            order.Order.InstrumentToken,
            order.Order.Side,
            order.Progress.OpenQuantity);
        Orders.Add(order);
    }

    /// <summary>Cancels an order: at once where it was not sent, else by asking the broker.</summary>
    public void Cancel(OpenOrder order)
    {
        if (Orders.BeginCancel(order))
        {
            _canceller.Cancel(order);
        }
    }

    /// <summary>Has the broker asked about the open orders soon.</summary>
    public void RequestReconciliation(bool isNews) => _reconciler.Request(isNews);

    /// <summary>Asks the broker about the open orders now.</summary>
    public Task<bool> ReconcileAsync(CancellationToken cancellationToken) =>
        _reconciler.AskAsync(isNews: true, cancellationToken);

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
        }
        else
        {
            AbandonLanes(new Deadline(graceAfterCancel));
        }

        StopHelpers(deadline.AtLeast(graceAfterCancel));
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

    private void AbandonLanes(Deadline grace)
    {
        foreach (var lane in _lanes)
        {
            lane.Cancel();
        }

        foreach (var lane in _lanes)
        {
            if (!lane.Join(grace.Remaining))
            {
                lane.Abandon();
            }
        }
    }

    /// <summary>The reconciler and the canceller have work only while an order is open: most engines need none.</summary>
    private void StartHelpers()
    {
        if (Volatile.Read(ref _isHelped) == 0 && Interlocked.Exchange(ref _isHelped, 1) == 0)
        {
            _reconciler.StartTimer();
            _workers.Start(_reconciler);
            _workers.Start(_canceller);
        }
    }

    private void StopHelpers(Deadline deadline)
    {
        // What a broker would still say has nowhere to go: a trader that hangs over it is not waited for.
        _reconciler.StopTimer();
        _reconciler.GiveUp();
        _canceller.End();
        _reconciler.End();
        var hasEnded = _canceller.Join(deadline.Remaining) & _reconciler.Join(deadline.Remaining);
        _canceller.GiveUp();
        Orders.Close();
        if (hasEnded)
        {
            _canceller.Dispose();
            _reconciler.Dispose();
        }
    }

    private void ExecuteInline(in Order order)
    {
        var progress = new OrderProgress(order.Id, order.Quantity);
        progress.Move(OrderState.Sent);
        OrderResult result;
        OrderUpdate update;
        try
        {
            result = Trader.Inline!.Execute(order);
            update = progress.Apply(result);
        }
        catch (Exception exception)
        {
            result = OrderResult.Failed(Tell(exception, order));
            update = progress.Apply(result);
        }

        _reporter.RecordLatency(order);
        var delivery = _reporter.Report(
            Trader, order, ref progress, update, result.Message, order.Timestamp, order.Delivery);
        if (!OrderProgress.IsTerminal(progress.State))
        {
            Keep(new OpenOrder(order, progress, _timeProvider.GetUtcNow()) { Delivery = delivery });
        }
    }

    private string? CheckInstrument(in Order order) => order.Instrument is { } instrument
        ? instrument.CheckQuantity(order.Quantity)
        : _requireListed ? $"The instrument {order.InstrumentToken} is not listed" : null;

    private RiskOrder RiskOrderOf(in Order order) => new(
        Trader.Name,
        order.StrategyId,
        order.InstrumentToken,
        order.Side,
        order.Quantity,
        order.Signal.Price,
        order.LastPrice,
        order.LastPriceTime.UtcTicks,
        order.Timestamp.UtcTicks);

    private void Keep(OpenOrder order)
    {
        Orders.Add(order);
        StartHelpers();
    }

    private string Tell(Exception exception, in Order order)
    {
        var isAnswer = exception is OrderMoveException or OverflowException;
        var message = isAnswer
            ? $"Trader '{Trader.Name}' gave an answer that cannot be true: {exception.Message}"
            : $"Trader '{Trader.Name}' threw {exception.GetType().Name}: {exception.Message}";
        if (!isAnswer)
        {
            _logger.TraderThrew(exception, Trader.Name);
        }

        _reporter.Alert(
            isAnswer ? AlertKind.TraderAnswerInvalid : AlertKind.TraderThrew,
            AlertSeverity.Critical,
            $"{message} (order {order.Id})",
            Trader,
            order.Timestamp);
        return message;
    }

    private void Enqueue(in Order order)
    {
        var lane = _lanes[(int)((ulong)order.InstrumentToken % (ulong)_lanes.Length)];
        var open = new OpenOrder(order);
        Keep(open);
        if (lane.TryEnqueue(open))
        {
            return;
        }

        if (lane.IsComplete)
        {
            Orders.Fail(open, Lane.StoppedMessage);
            return;
        }

        var message = $"The queue of trader '{Trader.Name}' is full ({_laneCapacity} orders)";
        _reporter.Alert(
            AlertKind.LaneFull, AlertSeverity.Critical, $"{message} (order {order.Id})", Trader, order.Timestamp);
        Orders.Fail(open, message);
    }

    private void Alert(AlertKind kind, string message) =>
        _reporter.Alert(kind, AlertSeverity.Critical, message, Trader, _timeProvider.GetUtcNow());
}
