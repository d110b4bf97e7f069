using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using NUnit.Framework;
using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.TestKit.Conformance;

/// <summary>
/// What a contract works with: the stage, and its trader by itself or in an engine. Each order has an instrument of its
/// own.
/// </summary>
public sealed class ContractBench : IAsyncDisposable
{
    /// <summary>The quantity of every order.</summary>
    public const long Quantity = 10;

    /// <summary>The name that the trader is registered under.</summary>
    public const string TraderName = "conformance";

    private readonly CapturedLog _log = new();
    private readonly TimeSpan _patience;
    private TestEngine? _test;
    private int _orderCount;

    internal ContractBench(ITraderStage stage, TimeSpan patience)
    {
        Stage = stage;
        _patience = patience;
    }

    /// <summary>The counterparty.</summary>
    public ITraderStage Stage { get; }

    /// <summary>The engine, after <see cref="StartEngineAsync"/>.</summary>
    /// <exception cref="InvalidOperationException">It is not started.</exception>
    public TestEngine Test => _test ?? throw new InvalidOperationException("The engine is not started.");

    private bool TellsLater => Stage.Features.HasFlag(TraderFeatures.TellsLater);

    /// <summary>
    /// The alerts so far, but without that something was found out by asking where the trader tells everything that way.
    /// </summary>
    public IEnumerable<Alert> Alerts =>
        Test.Sink.Alerts.Where(alert => !TellsLater || alert.Kind != AlertKind.OrderReconciled);

    /// <summary>The types of the order events so far.</summary>
    public IEnumerable<OrderEventType> EventTypes => Test.Drain().Select(one => one.Type);

    /// <summary>Everything that a person may read: messages of events and alerts, and the log.</summary>
    public IEnumerable<string> Messages =>
    [
        .. Test.Sink.Events.Select(one => one.ErrorMessage ?? ""),
        .. Test.Sink.Alerts.Select(alert => alert.Message),
        .. _log.Lines,
    ];

    /// <summary>Starts an engine with a new trader.</summary>
    public async Task StartEngineAsync()
    {
        var trader = Stage.CreateTrader();
        _test = await TestEngine.StartAsync(Topology.Inline, builder => builder
            .AddTrader(TraderName, trader)
            .RouteOthers(TraderName)
            .UseInstruments(Stage.Instruments)
            .UseLogging(_log));
        Assert.That(_test.Sink.Alerts, Is.Empty, "The trader starts without an alert.");
    }

    /// <summary>Makes a new trader and initialises it, without an engine.</summary>
    public async Task<ITrader> StartTraderAsync()
    {
        var trader = Stage.CreateTrader();
        var context = new TraderContext(TraderName, new FakeTimeProvider(Make.Time), _log.CreateLogger(TraderName));
        await trader.InitializeAsync(context, CancellationToken.None);
        return trader;
    }

    /// <summary>An order for a trader by itself.</summary>
    public Order MakeOrder(StageAct act, Side side = Side.Buy)
    {
        Stage.Script(act);
        var signal = MakeSignal(side);
        return new Order
        {
            Id = OrderIdentity.OrderIdOf(signal.SignalId, TraderName),
            Signal = signal,
            Side = side,
            Quantity = signal.Quantity,
            Instrument = Stage.Instruments.Find(signal.InstrumentToken),
            LastPrice = Stage.LastPrice,
            LastPriceTime = Stage.LastPrice is null ? default : Make.Time,
            Timestamp = Make.Time,
        };
    }

    /// <summary>Sends an order through the engine and waits until the trader has answered.</summary>
    public OrderId Publish(StageAct act, Side side = Side.Buy)
    {
        Stage.Script(act);
        var signal = MakeSignal(side);
        if (Stage.LastPrice is { } price)
        {
            Test.Engine.Publish(new MarketTick(signal.InstrumentToken, price, 1, Make.Time));
        }

        Assert.That(Test.Engine.Publish(signal), Is.EqualTo(Ingress.PublishResult.Published));
        Test.Drain();
        return OrderIdentity.OrderIdOf(signal.SignalId, TraderName);
    }

    /// <summary>Sends an order by itself and asks what came of it, where the trader tells that later.</summary>
    public async Task<OrderResult> ExecuteAsync(ITrader trader, Order order)
    {
        var result = await trader.ExecuteAsync(order, CancellationToken.None);
        if (!TellsLater)
        {
            return result;
        }

        var evidence = await trader.ReconcileAsync([SnapshotOf(order, OrderState.Accepted)], CancellationToken.None);
        return evidence.Single(one => one.OrderId == order.Id).Result;
    }

    /// <summary>
    /// What came of all orders: the events, but without that an order was placed where the trader always tells that
    /// first.
    /// </summary>
    public async Task<IReadOnlyList<OrderEvent>> SettleAsync()
    {
        var events = Test.Drain();
        if (!TellsLater)
        {
            return events;
        }

        Assert.That(await Test.Engine.ReconcileAsync());
        return [.. Test.Drain().Where(one => one.Type != OrderEventType.Placed)];
    }

    /// <summary>Waits until no order is open.</summary>
    public void WaitUntilNothingIsOpen()
    {
        SpinWait.SpinUntil(() => Test.Engine.GetOpenOrders().Count == 0, _patience);
        Assert.That(Test.Engine.GetOpenOrders(), Is.Empty);
        Test.Drain();
    }

    /// <summary>The order with that id as the counterparty has it, once and only once.</summary>
    public ReceivedOrder ReceivedOf(OrderId id)
    {
        var orders = Stage.Received.Where(order => order.Tag == id.ToString()).ToList();
        Assert.That(orders, Has.Count.EqualTo(1), $"The counterparty got one order with the tag {id}.");
        return orders[0];
    }

    /// <summary>What the engine would ask a trader about an order.</summary>
    public static OrderSnapshot SnapshotOf(Order order, OrderState state = OrderState.Unknown) => new()
    {
        Order = order,
        State = state,
        FilledQuantity = 0,
        SentAt = Make.Time,
    };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_test is not null)
        {
            await _test.DisposeAsync();
        }

        await Stage.DisposeAsync();
        _log.Dispose();
    }

    private TradingSignal MakeSignal(Side side)
    {
        _orderCount++;
        var type = side == Side.Buy ? SignalType.Buy : SignalType.Sell;
        return Make.Signal($"contract {_orderCount}", type, _orderCount, Quantity);
    }
}
