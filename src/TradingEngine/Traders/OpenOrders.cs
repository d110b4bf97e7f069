using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Microsoft.Extensions.Logging;
using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Traders;

/// <summary>
/// The orders of one trader that are not terminal, and the one place where an answer about one of them changes it.
/// </summary>
/// <remarks>
/// Lanes, the reconciler and the canceller call it from their threads. One lock covers the change of an order and the
/// publishing of what came of it, so events leave in the order of the changes.
/// </remarks>
internal sealed class OpenOrders
{
    private readonly object _gate = new();
    private readonly Dictionary<OrderId, OpenOrder> _orders = [];
    private readonly TraderHandle _trader;
    private readonly OutcomeReporter _reporter;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly RefusedOrders _refused;
    private int _unknownCount;
    private bool _isClosed;

    public OpenOrders(TraderHandle trader, OutcomeReporter reporter, TimeProvider timeProvider, ILogger logger)
    {
        _trader = trader;
        _reporter = reporter;
        _refused = new RefusedOrders(trader, reporter);
        _timeProvider = timeProvider;
        _logger = logger;
    }

    /// <summary>Orders that are not terminal.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _orders.Count;
            }
        }
    }

    /// <summary>Orders whose outcome is not known now.</summary>
    public int UnknownCount => Volatile.Read(ref _unknownCount);

    /// <summary>The engine's time.</summary>
    public DateTimeOffset UtcNow => _timeProvider.GetUtcNow();

    /// <summary>Takes up an order; it is open from here on.</summary>
    public void Add(OpenOrder order)
    {
        lock (_gate)
        {
            _orders[order.Order.Id] = order;
            CountUnknown(order.Progress.State, 1);
        }
    }

    public bool TryFind(OrderId id, [NotNullWhen(true)] out OpenOrder? order)
    {
        lock (_gate)
        {
            return _orders.TryGetValue(id, out order);
        }
    }

    /// <summary>Every order that is not terminal, those that wait to be sent included.</summary>
    public List<OrderSnapshot> GetAll()
    {
        lock (_gate)
        {
            var snapshots = new List<OrderSnapshot>(_orders.Count);
            foreach (var order in _orders.Values)
            {
                snapshots.Add(order.Snapshot());
            }

            return snapshots;
        }
    }

    /// <summary>The orders that a broker can be asked about, oldest first: sent, and no answer under way.</summary>
    public List<OrderSnapshot> GetAskable()
    {
        var snapshots = new List<OrderSnapshot>();
        lock (_gate)
        {
            foreach (var order in _orders.Values)
            {
                order.WasSkipped = order.IsInFlight;
                if (order.Progress.State != OrderState.Created && !order.IsInFlight)
                {
                    snapshots.Add(order.Snapshot());
                }
            }
        }

        snapshots.Sort(static (left, right) => left.SentAt.CompareTo(right.SentAt));
        return snapshots;
    }

    /// <summary>Marks an order as leaving.</summary>
    /// <returns>False where it must not be sent any more; it is terminal then.</returns>
    public bool TryBeginSend(OpenOrder order)
    {
        lock (_gate)
        {
            if (order.IsTerminal)
            {
                return false;
            }

            order.Progress.Move(OrderState.Sent);
            order.SentAt = UtcNow;
            order.IsInFlight = true;
            return true;
        }
    }

    /// <summary>Ends an order that was certainly not sent.</summary>
    public void Fail(OpenOrder order, string message)
    {
        lock (_gate)
        {
            if (!order.IsTerminal)
            {
                Apply(order, OrderResult.Failed(message));
            }
        }
    }

    /// <summary>Takes over what the trader answered when it got the order.</summary>
    /// <returns>True where the order is open and its cancellation was asked for meanwhile.</returns>
    public bool Answer(OpenOrder order, in OrderResult result, Exception? thrown)
    {
        lock (_gate)
        {
            EndFlight(order);
            if (thrown is null)
            {
                ApplyAnswer(order, result);
            }
            else
            {
                ApplyThrown(order, thrown);
            }

            if (order.WasSkipped && !order.IsTerminal)
            {
                // The trader may have wanted this order looked at: its news can overtake its answer.
                _trader.Reconcile?.Invoke();
            }

            return order.IsCancelRequested && !order.IsTerminal;
        }
    }

    /// <summary>Gives up on an order that the trader still holds at the stop.</summary>
    public void Abandon(OpenOrder order)
    {
        lock (_gate)
        {
            EndFlight(order);
            if (order.IsTerminal)
            {
                return;
            }

            // One that still waits for the disk has not left, and will not: it is terminal from here on.
            Apply(
                order,
                order.Progress.State == OrderState.Created
                    ? OrderResult.Failed(Lane.StoppedMessage)
                    : OrderResult.Unknown($"Trader '{_trader.Name}' still held it when the engine stopped"));
        }
    }

    /// <summary>Gives up waiting for the answers of orders that were sent before a crash.</summary>
    public void DoubtSent(string message)
    {
        lock (_gate)
        {
            foreach (var order in new List<OpenOrder>(_orders.Values))
            {
                if (order.Progress.State == OrderState.Sent && !order.IsInFlight)
                {
                    Apply(order, OrderResult.Unknown(message));
                }
            }
        }
    }

    /// <summary>Asks for the cancellation of an order; one that was not sent yet is cancelled at once.</summary>
    /// <returns>
    /// True where the broker has to be asked now. Not while the order is on its way there: <see cref="Answer"/> says
    /// so then.
    /// </returns>
    public bool BeginCancel(OpenOrder order)
    {
        lock (_gate)
        {
            if (order.IsTerminal)
            {
                return false;
            }

            order.IsCancelRequested = true;
            if (order.Progress.State != OrderState.Created)
            {
                return !order.IsInFlight;
            }

            Apply(order, OrderResult.Cancelled());
            return false;
        }
    }

    /// <summary>An order as it stands now.</summary>
    public OrderSnapshot Snapshot(OpenOrder order)
    {
        lock (_gate)
        {
            return order.Snapshot();
        }
    }

    /// <summary>Takes no more answers: the events of what comes now would reach no sink.</summary>
    public void Close()
    {
        lock (_gate)
        {
            _isClosed = true;
        }
    }

    /// <summary>Takes over what a broker said when it was asked.</summary>
    /// <param name="evidence">The order and what became of it.</param>
    /// <param name="isNews">True where nobody had reason to expect a change, so that one is told to a person.</param>
    /// <param name="askedAt">
    /// When it was asked, null for now: what it did not know then it may know by now.
    /// </param>
    public void Apply(in OrderEvidence evidence, bool isNews, DateTimeOffset? askedAt = null)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                _trader.CountLate();
                return;
            }

            if (!_orders.TryGetValue(evidence.OrderId, out var order))
            {
                _trader.CountLate();
                _refused.Hear(evidence, UtcNow);
                return;
            }

            var before = order.Progress.State;
            if (!TryConclude(order, evidence.Result, askedAt ?? UtcNow, out var result))
            {
                return;
            }

            var update = ApplyAnswer(order, result);
            if (update == OrderUpdateKind.Applied && (isNews || before is OrderState.Sent or OrderState.Unknown))
            {
                TellOfDifference(order, before);
            }
        }
    }

    /// <summary>What evidence means here and now: that a broker does not know an order is nothing too early.</summary>
    private bool TryConclude(OpenOrder order, in OrderResult said, DateTimeOffset askedAt, out OrderResult meant)
    {
        meant = said;
        if (said.Kind != OrderResultKind.NotFound)
        {
            return order.Progress.State != OrderState.Created;
        }

        var waited = askedAt - order.SentAt;
        if (order.IsInFlight || order.Progress.State == OrderState.Created || waited < _trader.Trader.NotFoundWait)
        {
            return false;
        }

        if (order.Progress is { FilledQuantity: 0, State: OrderState.Sent or OrderState.Unknown, BrokerOrderId: null })
        {
            _refused.Add(order.Order.Id);
            meant = OrderResult.Rejected(string.Create(
                CultureInfo.InvariantCulture,
                $"The broker of trader '{_trader.Name}' knows no such order {waited.TotalSeconds:0} s after it may have been sent"));
        }

        return true;
    }

    /// <remarks>
    /// The trader may have sent it in the last moment: from here on the broker may need time to show it.
    /// </remarks>
    private void EndFlight(OpenOrder order)
    {
        order.IsInFlight = false;
        order.SentAt = UtcNow;
    }

    private OrderUpdateKind ApplyAnswer(OpenOrder order, in OrderResult result)
    {
        try
        {
            return Apply(order, result);
        }
        catch (Exception exception) when (exception is OrderMoveException or OverflowException)
        {
            var message = $"Trader '{_trader.Name}' gave an answer that cannot be true: {exception.Message}";
            Alert(AlertKind.TraderAnswerInvalid, message, order);
            return order.Progress.State is OrderState.Sent ? Doubt(order, message) : OrderUpdateKind.Late;
        }
    }

    private void ApplyThrown(OpenOrder order, Exception thrown)
    {
        if (thrown is OrderNotSentException)
        {
            ApplyAnswer(order, OrderResult.Failed(thrown.Message));
            return;
        }

        _logger.TraderThrew(thrown, _trader.Name);
        var message = $"Trader '{_trader.Name}' threw {thrown.GetType().Name}: {thrown.Message}";
        Alert(AlertKind.TraderThrew, $"{message} (order {order.Order.Id})", order);
        Doubt(order, message);
    }

    /// <summary>
    /// What an exception or a broken answer means: nobody knows, unless nothing left this process and nobody has said
    /// otherwise meanwhile.
    /// </summary>
    private OrderUpdateKind Doubt(OpenOrder order, string message) => Apply(
        order,
        _trader.Trader.Durability == OrderDurability.BeforeSend || order.Progress.State != OrderState.Sent
            ? OrderResult.Unknown(message)
            : OrderResult.Failed(message));

    private OrderUpdateKind Apply(OpenOrder order, in OrderResult result)
    {
        var before = order.Progress.State;
        var update = order.Progress.Apply(result);
        CountUnknown(before, -1);
        CountUnknown(order.Progress.State, 1);
        if (order.IsTerminal)
        {
            _orders.Remove(order.Order.Id);
        }

        if (update.Kind != OrderUpdateKind.Applied)
        {
            _trader.Count(update.Kind);
            return update.Kind;
        }

        if (before is OrderState.Created or OrderState.Sent)
        {
            _reporter.RecordLatency(order.Order);
        }

        order.Delivery = _reporter.Report(
            _trader, order.Order, ref order.Progress, update, result.Message, Now(order.Order), order.Delivery);
        return update.Kind;
    }

    private void CountUnknown(OrderState state, int change)
    {
        if (state == OrderState.Unknown)
        {
            Volatile.Write(ref _unknownCount, _unknownCount + change);
        }
    }

    private void TellOfDifference(OpenOrder order, OrderState before) => _reporter.Alert(
        AlertKind.OrderReconciled,
        AlertSeverity.Warning,
        $"Order {order.Order.Id} of trader '{_trader.Name}' was {before} here; its broker says that it is " +
        $"{order.Progress.State} with {order.Progress.FilledQuantity} of {order.Order.Quantity} traded.",
        _trader,
        Now(order.Order));

    private void Alert(AlertKind kind, string message, OpenOrder order) =>
        _reporter.Alert(kind, AlertSeverity.Critical, message, _trader, Now(order.Order));

    private DateTimeOffset Now(in Order order) => UtcNow.ToOffset(order.Timestamp.Offset);
}
