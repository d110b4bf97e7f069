using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit.Journal;

namespace TradingEngine.Simulation.Model;

/// <summary>
/// Sees all that leaves and enters the engine, over all its lives, and says at once what must not be. What it says is
/// kept, not thrown: an engine catches what its traders and sinks throw.
/// </summary>
internal sealed class Witness(MemoryJournalFiles files, bool keepsFiles, SignalLog log, Trace trace)
{
    private readonly OrderHistory _history = new();
    private readonly Dictionary<long, Price> _lastPrices = [];
    private readonly Dictionary<OrderId, (LogEntry Entry, Price? Price)> _made = [];
    private readonly HashSet<OrderId> _executed = [];
    private readonly HashSet<OrderId> _acknowledged = [];
    private readonly HashSet<(UInt128 SignalKey, string? Trader)> _rejected = [];
    private readonly HashSet<(UInt128 SignalKey, string? Trader)> _everRejected = [];
    private JournalContent? _known;
    private readonly JournalContent _everDurable = new();
    private long _durableOperations = -1;

    /// <summary>The first thing that must not be; null where all is well.</summary>
    public string? Violation { get; private set; }

    /// <summary>What the sink has seen, as far as it stands.</summary>
    public OrderHistory History => _history;

    /// <summary>What the disk has for sure, or has had: files that a start no longer needs may be gone.</summary>
    public JournalContent Durable
    {
        get
        {
            if (_durableOperations != files.Operations)
            {
                _durableOperations = files.Operations;
                _everDurable.Add(JournalContent.Read(files.CopyDurable(), keepsFiles));
            }

            return _everDurable;
        }
    }

    public void Fail(FormattableString message)
    {
        trace.Add($"  VIOLATION {FormattableString.Invariant(message)}");
        Violation ??= FormattableString.Invariant(message);
    }

    /// <summary>A life begins with what its journal says.</summary>
    /// <param name="written">What the process before had written; null where the machine went down since.</param>
    /// <param name="wasMachine">Whether it was the machine that went down before.</param>
    /// <param name="sent">Every order that the broker has.</param>
    public void OnStarted(JournalContent? written, bool wasMachine, IEnumerable<OrderId> sent)
    {
        _known = JournalContent.Read(files, keepsFiles);
        if (keepsFiles && !_known.Covers(written ?? _everDurable))
        {
            Fail($"the journal has lost records");
        }

        _known.Add(Durable);
        foreach (var id in sent)
        {
            if (!_known.Intents.Contains(id) && !_known.Summed.Contains(id))
            {
                Fail($"the broker has order {id}, which the engine does not know after its start");
            }
        }

        foreach (var lost in _history.Forget(_known))
        {
            var isExcused = lost.WasUnrecorded || (wasMachine && lost.Event.Trader == Life.Paper);
            trace.Add($"  the journal does not know {lost.Event.Type} of {lost.Event.OrderId}");
            if (!isExcused)
            {
                Fail($"the sink has {lost.Event.Type} of {lost.Event.OrderId}, which the journal has lost");
            }
        }
    }

    /// <summary>A life is over.</summary>
    public void OnEnded()
    {
        _ = Durable;
        if (files.HasFailed)
        {
            // Nobody waits for a disk that fails, so what it had not synced by then is with the sinks alone.
            _history.MarkUnrecorded(Durable);
        }

        _durableOperations = -1;
        _lastPrices.Clear();
        _made.Clear();
        _executed.Clear();
        _acknowledged.Clear();
        _rejected.Clear();
    }

    public void OnTick(in MarketTick tick) => _lastPrices[tick.InstrumentToken] = tick.LastPrice;

    /// <summary>A signal is about to enter.</summary>
    public void OnSignal(LogEntry entry)
    {
        var signal = entry.Signal;
        var key = OrderIdentity.SignalKeyOf(signal.SignalId);
        foreach (var trader in Routes.TargetsOf(signal))
        {
            if (!_known!.Knows(key, trader))
            {
                Price? price = _lastPrices.TryGetValue(signal.InstrumentToken, out var last) ? last : null;
                _made.TryAdd(OrderIdentity.OrderIdOf(key, trader), (entry, price));
            }
        }
    }

    public void OnRejected(in SignalRejection rejection)
    {
        trace.Add($"  rejected {rejection.Reason}");
        _rejected.Add((rejection.SignalKey, rejection.Trader));
        _everRejected.Add((rejection.SignalKey, rejection.Trader));
    }

    /// <summary>A trader gets an order.</summary>
    public void OnExecute(in Order order, string trader, bool isLive)
    {
        trace.Add(
            $"  {trader} gets {order.Id}: {order.Signal.SignalId} {order.Side} {order.Quantity} at {order.LastPrice}");
        var key = OrderIdentity.SignalKeyOf(order.Signal.SignalId);
        if (order.Id != OrderIdentity.OrderIdOf(key, trader))
        {
            Fail($"order {order.Id} has the identity of another");
        }

        if (!_executed.Add(order.Id) || _known!.Knows(key, trader) || IsRejected(_rejected, key, trader))
        {
            Fail($"{trader} gets order {order.Id}, which was decided before");
        }

        if (_made.TryGetValue(order.Id, out var made) && made.Price != order.LastPrice)
        {
            Fail($"order {order.Id} has price {order.LastPrice}, the last before its signal was {made.Price}");
        }

        if (isLive && !Durable.Intents.Contains(order.Id))
        {
            Fail($"order {order.Id} leaves, and its intent is not on disk");
        }
    }

    /// <summary>The sink gets an event.</summary>
    public void OnEvent(in OrderEvent orderEvent)
    {
        var amount = FormattableString.Invariant(
            $"{orderEvent.Quantity} at {orderEvent.Price}, fees {orderEvent.Fees}");
        trace.Add($"  sink gets {orderEvent.Type} of {orderEvent.OrderId}: {amount} ({orderEvent.Trader})");
        var isUnrecorded = files.HasFailed;
        var isLive = orderEvent.Trader == Life.Live;
        if (_history.Add(new SeenEvent(orderEvent, isUnrecorded), mayDiffer: !isLive) is { } fault)
        {
            Fail($"order {orderEvent.OrderId}: {fault}");
        }

        if (isLive && !isUnrecorded && !Durable.KnowsEvent(orderEvent))
        {
            Fail($"the sink has {orderEvent.Type} of live order {orderEvent.OrderId}, which is not on disk");
        }

        if (orderEvent.ErrorMessage?.Contains(Doubles.LiveTrader.Secret, StringComparison.Ordinal) ?? false)
        {
            Fail($"an event of order {orderEvent.OrderId} tells the secret");
        }
    }

    public void OnAlert(Alert alert)
    {
        trace.Add($"  alert {alert.Kind}");
        if (alert.Message.Contains(Doubles.LiveTrader.Secret, StringComparison.Ordinal))
        {
            Fail($"an alert {alert.Kind} tells the secret");
        }

        if (alert.Kind is AlertKind.StageThrew or AlertKind.PositionNotUpdated)
        {
            Fail($"an alert {alert.Kind}: {alert.Message}");
        }
    }

    public void OnAcknowledged(in OrderEvent orderEvent)
    {
        trace.Add($"  acknowledged {orderEvent.Type} of {orderEvent.OrderId}");
        _acknowledged.Add(orderEvent.OrderId);
    }

    /// <summary>The engine says that it is done with a signal.</summary>
    public void OnCompleted(LogEntry entry)
    {
        trace.Add($"  done with {entry.Partition}/{entry.Offset} {entry.Signal.SignalId}");
        var key = OrderIdentity.SignalKeyOf(entry.Signal.SignalId);
        foreach (var trader in Routes.TargetsOf(entry.Signal))
        {
            var id = OrderIdentity.OrderIdOf(key, trader);
            if (IsRejected(_rejected, key, trader) || !_made.TryGetValue(id, out var made) || made.Entry != entry)
            {
                continue;
            }

            if (!_acknowledged.Contains(id))
            {
                Fail($"signal {entry.Signal.SignalId} is done, and the sink has acknowledged nothing of order {id}");
            }

            if (!files.HasFailed && !Durable.Orders.Contains(id))
            {
                Fail($"signal {entry.Signal.SignalId} is done, and the disk knows nothing of order {id}");
            }
        }
    }

    /// <summary>The source commits an offset: from here on the signal comes no more, whatever happens.</summary>
    public void OnCommit(LogEntry entry)
    {
        trace.Add($"  commits {entry.Partition}/{entry.Offset} {entry.Signal.SignalId}");
        if (files.HasFailed)
        {
            return;
        }

        var key = OrderIdentity.SignalKeyOf(entry.Signal.SignalId);
        foreach (var trader in Routes.TargetsOf(entry.Signal))
        {
            var isDecided = IsRejected(_rejected, key, trader) || Durable.Knows(key, trader);
            if (!isDecided && !ComesAgain(entry, trader))
            {
                Fail($"the offset of {entry.Signal.SignalId} is committed, a crash would lose its order of {trader}");
            }
        }
    }

    /// <summary>At the end, when nothing is under way any more: every signal has exactly one outcome at each target.</summary>
    public void CheckOutcomes()
    {
        foreach (var entry in log.Entries)
        {
            var key = OrderIdentity.SignalKeyOf(entry.Signal.SignalId);
            var isRejected = _everRejected.Contains((key, entry.Signal.Trader));
            if (Routes.TargetsOf(entry.Signal).Count == 0 && !isRejected)
            {
                Fail($"signal {entry.Signal.SignalId} was never decided");
            }

            foreach (var trader in Routes.TargetsOf(entry.Signal))
            {
                var id = OrderIdentity.OrderIdOf(key, trader);
                if (!_history.HasOutcome(id) && !IsRejected(_everRejected, key, trader))
                {
                    Fail($"signal {entry.Signal.SignalId} has no outcome at {trader} (order {id})");
                }
            }
        }
    }

    private static bool IsRejected(HashSet<(UInt128, string?)> rejected, UInt128 signalKey, string trader) =>
        rejected.Contains((signalKey, null)) || rejected.Contains((signalKey, trader));

    private bool ComesAgain(LogEntry entry, string trader)
    {
        foreach (var other in log.Entries)
        {
            if (other != entry && !log.IsCommittedEntry(other) && other.Signal.SignalId == entry.Signal.SignalId
                && Routes.TargetsOf(other.Signal).Contains(trader))
            {
                return true;
            }
        }

        return false;
    }
}
