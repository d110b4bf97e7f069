using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TradingEngine.Diagnostics;
using TradingEngine.Internals;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Risk;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Traders;

/// <summary>
/// The desk of one trader over a simulated broker, with its lanes, its reconciler and its canceller stepped by the
/// test's thread: nothing happens before <see cref="Settle"/>.
/// </summary>
internal sealed class DeskRig : IEventOutlet, IWorkerHost
{
    private readonly List<Worker> _workers = [];

    public DeskRig(FaultTrader? trader = null, int laneCount = 1)
    {
        Trader = trader ?? new FaultTrader(new SimulatedBroker { Choose = _ => BrokerBehavior.Rests });
        Handle = new TraderHandle(0, "broker", Trader) { State = TraderState.Ready };
        var risk = new RiskGate(new RiskLimits(), new Dictionary<string, RiskLimits>(), _ => null);
        Desk = new TraderDesk(
            Handle,
            new DeskOptions(laneCount, 1_024, TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(30)),
            new OutcomeReporter(this, risk, new LatencyWindow(16), isJournaled: false),
            journal: null,
            risk,
            new TradingSwitch(),
            this,
            Clock,
            NullLogger.Instance);
        Desk.Start();
        var context = new TraderContext(Handle.Name, Clock, NullLogger.Instance) { Reconcile = Handle.Reconcile };
        _ = Trader.InitializeAsync(context, CancellationToken.None).AsTask();
    }

    public FaultTrader Trader { get; }

    public SimulatedBroker Broker => Trader.Broker;

    public TraderHandle Handle { get; }

    public TraderDesk Desk { get; }

    public FakeTimeProvider Clock { get; } = new(Make.Time);

    public List<OrderEvent> Events { get; } = [];

    public List<Alert> Alerts { get; } = [];

    public IEnumerable<OrderEventType> EventTypes => Events.Select(one => one.Type);

    public IEnumerable<AlertKind> AlertKinds => Alerts.Select(alert => alert.Kind);

    /// <summary>What is known of the one open order.</summary>
    public OrderSnapshot Open => Desk.Orders.GetAll().Single();

    public OrderId Submit(string signalId, long quantity = 10, long token = 1)
    {
        var order = OrderOf(signalId, quantity, token);
        Desk.Submit(order);
        return order.Id;
    }

    /// <summary>The order of a signal, not submitted.</summary>
    public Order OrderOf(string signalId, long quantity = 10, long token = 1) => new()
    {
        Id = OrderIdentity.OrderIdOf(signalId, Handle.Name),
        Signal = Make.Signal(signalId, quantity: quantity, token: token),
        Side = Side.Buy,
        Quantity = quantity,
        Timestamp = Make.Time,
    };

    /// <summary>Submits an order that meets this fault, and has it answered where it does not hang.</summary>
    public string Place(string signalId, ExecuteFault fault = ExecuteFault.None)
    {
        Trader.Executions.Script(fault);
        var id = Submit(signalId);
        Settle();
        return id.ToString();
    }

    public void Cancel(string tag)
    {
        Assert.That(OrderId.TryParse(tag, out var id));
        Assert.That(Desk.Orders.TryFind(id, out var order));
        Desk.Cancel(order!);
    }

    /// <summary>Tells what became of an order, as of now.</summary>
    public void Tell(OrderId id, OrderResult result) =>
        Desk.Orders.Apply(new OrderEvidence(id, result), isNews: false);

    /// <summary>Has the broker asked as a person does, and takes over what it says.</summary>
    public void Reconcile(params ReconcileFault[] faults)
    {
        Trader.Reconciliations.Script(faults);
        Desk.RequestReconciliation(isNews: true);
        Settle();
    }

    /// <summary>Steps everything until nothing can go on.</summary>
    public void Settle()
    {
        var isBusy = true;
        while (isBusy)
        {
            isBusy = false;
            foreach (var worker in _workers.ToArray())
            {
                isBusy |= worker.Step(mayBlock: false);
            }
        }
    }

    void IEventOutlet.Publish(in OrderEvent orderEvent) => Events.Add(orderEvent);

    void IEventOutlet.Publish(Alert alert) => Alerts.Add(alert);

    void IEventOutlet.Publish(in SignalRejection rejection) => throw new NotSupportedException("A desk rejects no signal.");

    void IEventOutlet.Publish(TradingMode mode, long ticks) => throw new NotSupportedException("A desk sets no mode.");

    void IEventOutlet.Adopt(in OrderEvent orderEvent) => throw new NotSupportedException("A desk adopts nothing.");

    void IEventOutlet.Repeat(in OrderEvent orderEvent, long recordSequence) =>
        throw new NotSupportedException("A desk repeats nothing.");

    void IWorkerHost.Start(Worker worker) => _workers.Add(worker);

    Task IWorkerHost.CallAsync(Func<Task> call) => call();
}
