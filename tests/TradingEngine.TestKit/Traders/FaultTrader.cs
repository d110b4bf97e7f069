using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.TestKit.Traders;

/// <summary>
/// A trader over a <see cref="SimulatedBroker"/> that fails as real ones do: by script, by chance from a seed, or
/// not at all.
/// </summary>
/// <remarks>
/// Every call completes before it returns, except those that are told to hang. Called by one thread, the same seed
/// gives the same faults. An instance belongs to one engine; the broker outlives both.
/// </remarks>
public sealed class FaultTrader : ITrader
{
    private readonly HungCalls _hung = new();
    private TraderContext? _context;

    /// <summary>A trader that fails only where a plan's script says so.</summary>
    public FaultTrader(SimulatedBroker broker)
        : this(broker, null)
    {
    }

    /// <summary>A trader that fails by chance too, the same way for the same <paramref name="seed"/>.</summary>
    public FaultTrader(SimulatedBroker broker, int seed)
        : this(broker, new Random(seed))
    {
    }

    private FaultTrader(SimulatedBroker broker, Random? random)
    {
        ArgumentNullException.ThrowIfNull(broker);
        Broker = broker;
        Executions = new FaultPlan<ExecuteFault>(random);
        Cancellations = new FaultPlan<CancelFault>(random);
        Reconciliations = new FaultPlan<ReconcileFault>(random);
    }

    /// <summary>The broker.</summary>
    public SimulatedBroker Broker { get; }

    /// <summary>What goes wrong with orders.</summary>
    public FaultPlan<ExecuteFault> Executions { get; }

    /// <summary>What goes wrong with cancellations.</summary>
    public FaultPlan<CancelFault> Cancellations { get; }

    /// <summary>What goes wrong with reconciliations.</summary>
    public FaultPlan<ReconcileFault> Reconciliations { get; }

    /// <summary>
    /// How long the broker does not show an order, by the engine's clock, with <see cref="ExecuteFault.Invisible"/>.
    /// <value>The default is 30 seconds.</value>
    /// </summary>
    public TimeSpan InvisibleTime { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Whether it looks for the tag at the broker before it sends, so that an order that it gets twice is sent once.
    /// <value>The default is false, so that an engine that sends twice is found out.</value>
    /// </summary>
    public bool LooksBeforeSending { get; init; }

    /// <inheritdoc/>
    public TimeSpan NotFoundWait { get; init; } = TimeSpan.FromMinutes(2);

    /// <inheritdoc/>
    public OrderDurability Durability { get; init; } = OrderDurability.BeforeSend;

    /// <inheritdoc/>
    public string ExecutionMode { get; init; } = "simulated";

    /// <summary>Calls that hang now.</summary>
    public int HungCount => _hung.Count;

    /// <summary>How often it was shut down.</summary>
    public int ShutdownCount { get; private set; }

    private DateTimeOffset Now => _context?.TimeProvider.GetUtcNow() ?? DateTimeOffset.MinValue;

    /// <summary>Lets every call that hangs go on with what is true then, oldest first.</summary>
    /// <returns>How many.</returns>
    public int ReleaseHung() => _hung.Release();

    /// <summary>Blocks until that many calls hang. For engines with threads.</summary>
    /// <exception cref="TimeoutException">They did not within a minute.</exception>
    public void WaitUntilHung(int count = 1) => _hung.WaitFor(count);

    /// <summary>
    /// Has the engine ask what became of the orders, as a trader does whose broker told it of a change.
    /// </summary>
    public void RequestReconciliation() => _context?.RequestReconciliation();

    /// <inheritdoc/>
    public ValueTask InitializeAsync(TraderContext context, CancellationToken cancellationToken)
    {
        _context = context;
        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask<OrderResult> ExecuteAsync(Order order, CancellationToken cancellationToken)
    {
        ThrowIfDown();
        var fault = Executions.Next();
        return fault switch
        {
            ExecuteFault.ThrowUnsent => throw new IOException("The connection was refused."),
            ExecuteFault.NotSent => throw new OrderNotSentException("There is no connection."),
            ExecuteFault.HangUnsent => _hung.Add(() => Send(order, fault).ToResult(), CancellationToken.None),
            _ => Answer(Send(order, fault), fault, cancellationToken),
        };
    }

    /// <inheritdoc/>
    public ValueTask<OrderResult> CancelAsync(OrderSnapshot order, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(order);
        ThrowIfDown();
        var id = order.Order.Id;
        return Cancellations.Next() switch
        {
            CancelFault.ThrowUnsent => throw new IOException("The connection was refused."),
            CancelFault.NotSupported => throw new NotSupportedException("This order cannot be cancelled."),
            CancelFault.Hang => _hung.Add(() => Cancel(id, CancelFault.None), cancellationToken),
            var fault => new(Cancel(id, fault)),
        };
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<OrderEvidence>> ReconcileAsync(
        IReadOnlyList<OrderSnapshot> orders, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(orders);
        ThrowIfDown();
        return Reconciliations.Next() switch
        {
            ReconcileFault.Throw => throw new IOException("The broker answered 503."),
            ReconcileFault.Hang => Hang(() => Ask(orders, ReconcileFault.None), cancellationToken),
            ReconcileFault.HangDeaf => Hang(() => Ask(orders, ReconcileFault.None), CancellationToken.None),
            ReconcileFault.HangOld => HangWith(Ask(orders, ReconcileFault.None)),
            var fault => new(Ask(orders, fault)),
        };
    }

    /// <inheritdoc/>
    public ValueTask ShutdownAsync(CancellationToken cancellationToken)
    {
        ShutdownCount++;
        return ValueTask.CompletedTask;
    }

    private void ThrowIfDown()
    {
        if (Broker.IsDown)
        {
            throw new IOException("The connection was refused.");
        }
    }

    private BrokerOrder Send(Order order, ExecuteFault fault)
    {
        var tag = order.Id.ToString();
        return LooksBeforeSending && Broker.Find(tag) is { } known
            ? known
            : Broker.Receive(tag, order, fault == ExecuteFault.Invisible ? Now + InvisibleTime : null);
    }

    private ValueTask<OrderResult> Answer(BrokerOrder sent, ExecuteFault fault, CancellationToken cancellationToken)
    {
        if (fault is ExecuteFault.AnswerTwice or ExecuteFault.AnswerStale)
        {
            RequestReconciliation();
        }

        return fault switch
        {
            ExecuteFault.LoseAnswer or ExecuteFault.Invisible => throw new TimeoutException("The answer was lost."),
            ExecuteFault.AnswerUnknown => new(OrderResult.Unknown("The broker answered 502.")),
            ExecuteFault.AnswerStale => new(sent.History[0]),
            ExecuteFault.Contradict => new(Evidence.ThatCannotBeTrue(sent)),
            ExecuteFault.Hang => _hung.Add(() => Broker.Find(sent.Tag)!.ToResult(), cancellationToken),
            ExecuteFault.HangDeaf => _hung.Add(() => Broker.Find(sent.Tag)!.ToResult(), CancellationToken.None),
            _ => new(sent.ToResult()),
        };
    }

    private OrderResult Cancel(OrderId id, CancelFault fault)
    {
        if (FindVisible(id) is not { } before)
        {
            return OrderResult.NotFound();
        }

        var after = fault == CancelFault.TooLate ? Broker.FillRest(before.Tag) : Broker.Cancel(before.Tag);
        switch (fault)
        {
            case CancelFault.LoseAnswer:
                throw new TimeoutException("The answer was lost.");
            case CancelFault.Unconfirmed:
                RequestReconciliation();
                return before.ToResult();
            default:
                return after.ToResult();
        }
    }

    private ValueTask<IReadOnlyList<OrderEvidence>> Hang(
        Func<IReadOnlyList<OrderEvidence>> answer, CancellationToken cancellationToken) =>
        _hung.Add(answer, cancellationToken);

    private ValueTask<IReadOnlyList<OrderEvidence>> HangWith(IReadOnlyList<OrderEvidence> old) =>
        Hang(() => old, CancellationToken.None);

    private List<OrderEvidence> Ask(IReadOnlyList<OrderSnapshot> orders, ReconcileFault fault) =>
        Evidence.Of([.. orders.Select(order => (order.Order.Id, FindVisible(order.Order.Id)))], fault);

    private BrokerOrder? FindVisible(OrderId id) =>
        Broker.Find(id.ToString()) is { } order && order.VisibleAt <= Now ? order : null;
}
