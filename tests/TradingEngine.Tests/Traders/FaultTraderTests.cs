using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Traders;

[TestFixture]
public sealed class FaultTraderTests
{
    private FakeTimeProvider _clock = null!;
    private SimulatedBroker _broker = null!;
    private FaultTrader _trader = null!;
    private int _requestCount;

    [SetUp]
    public async Task SetUp()
    {
        _clock = new FakeTimeProvider(Make.Time);
        _broker = new SimulatedBroker();
        _trader = new FaultTrader(_broker);
        _requestCount = 0;
        var context = new TraderContext("broker", _clock, NullLogger.Instance) { Reconcile = () => _requestCount++ };
        await _trader.InitializeAsync(context, CancellationToken.None);
    }

    [Test]
    public async Task ShouldAnswerTheTruthWithoutAFault()
    {
        _broker.Script(
            BrokerBehavior.Fills, BrokerBehavior.FillsInParts, BrokerBehavior.Rests, BrokerBehavior.Rejects);

        var kinds = new List<OrderResultKind>();
        for (var i = 0; i < 4; i++)
        {
            kinds.Add((await _trader.ExecuteAsync(OrderOf($"{i}"), CancellationToken.None)).Kind);
        }

        Assert.That(kinds, Is.EqualTo(new[]
        {
            OrderResultKind.Filled, OrderResultKind.PartiallyFilled, OrderResultKind.Accepted, OrderResultKind.Rejected,
        }));
        Assert.That(_broker.Orders.Select(order => order.Tag), Is.EqualTo(
            Enumerable.Range(0, 4).Select(i => OrderOf($"{i}").Id.ToString())));
        Assert.That(_broker.DoubledTags, Is.Empty);
    }

    [TestCase(ExecuteFault.LoseAnswer, 1)]
    [TestCase(ExecuteFault.Invisible, 1)]
    [TestCase(ExecuteFault.ThrowUnsent, 0)]
    [TestCase(ExecuteFault.NotSent, 0)]
    public void ShouldThrowBeforeOrAfterTheBrokerGotTheOrder(ExecuteFault fault, int orderCount)
    {
        _trader.Executions.Script(fault);

        Assert.That(
            async () => await _trader.ExecuteAsync(OrderOf("a"), CancellationToken.None),
            fault == ExecuteFault.NotSent
                ? Throws.TypeOf<OrderNotSentException>()
                : Throws.InstanceOf<SystemException>());
        Assert.That(_broker.Orders, Has.Count.EqualTo(orderCount));
    }

    [Test]
    public async Task ShouldShowAnInvisibleOrderLater()
    {
        var order = OrderOf("a");
        _trader.Executions.Script(ExecuteFault.Invisible);
        Assert.That(async () => await _trader.ExecuteAsync(order, CancellationToken.None), Throws.Exception);

        Assert.That((await Ask(order)).Single().Result.Kind, Is.EqualTo(OrderResultKind.NotFound));
        _clock.Advance(_trader.InvisibleTime);
        Assert.That((await Ask(order)).Single().Result.Kind, Is.EqualTo(OrderResultKind.Filled));
    }

    [Test]
    public async Task ShouldHangUntilReleasedOrCancelled()
    {
        using var cancellation = new CancellationTokenSource();
        _trader.Executions.Script(ExecuteFault.Hang, ExecuteFault.HangDeaf, ExecuteFault.HangUnsent);
        _broker.Choose = _ => BrokerBehavior.Rests;
        var patient = _trader.ExecuteAsync(OrderOf("a"), cancellation.Token).AsTask();
        var deaf = _trader.ExecuteAsync(OrderOf("b"), cancellation.Token).AsTask();
        var unsent = _trader.ExecuteAsync(OrderOf("c"), cancellation.Token).AsTask();
        Assert.That((_trader.HungCount, _broker.Orders.Count), Is.EqualTo((3, 2)));

        await cancellation.CancelAsync();
        _broker.FillRest(OrderOf("b").Id.ToString());

        Assert.That(patient.IsCanceled);
        Assert.That(deaf.IsCompleted, Is.False);
        Assert.That(_trader.ReleaseHung(), Is.EqualTo(2));
        Assert.That((await deaf).Kind, Is.EqualTo(OrderResultKind.Filled));
        Assert.That((await unsent).Kind, Is.EqualTo(OrderResultKind.Accepted));
        Assert.That((_trader.HungCount, _broker.Orders.Count), Is.EqualTo((0, 3)));
    }

    [Test]
    public async Task ShouldAskForAReconciliationWhereMoreIsToSay()
    {
        _trader.Executions.Script(ExecuteFault.AnswerTwice, ExecuteFault.AnswerStale);

        var first = await _trader.ExecuteAsync(OrderOf("a"), CancellationToken.None);
        var second = await _trader.ExecuteAsync(OrderOf("b"), CancellationToken.None);

        Assert.That((first.Kind, second.Kind), Is.EqualTo((OrderResultKind.Filled, OrderResultKind.Accepted)));
        Assert.That(_requestCount, Is.EqualTo(2));
    }

    [Test]
    public async Task ShouldDisturbEvidence()
    {
        _broker.Choose = _ => BrokerBehavior.FillsInParts;
        Order[] orders = [OrderOf("a"), OrderOf("b"), OrderOf("c")];
        foreach (var order in orders)
        {
            await _trader.ExecuteAsync(order, CancellationToken.None);
        }

        _trader.Reconciliations.Script(
            ReconcileFault.LeaveOut, ReconcileFault.AddForeign, ReconcileFault.Repeat, ReconcileFault.OutOfOrder);

        Assert.That((await Ask(orders)).Select(one => one.OrderId), Is.EqualTo(new[] { orders[1].Id }));
        Assert.That(await Ask(orders), Has.Count.EqualTo(5));
        Assert.That((await Ask(orders)).Distinct(), Has.Exactly(3).Items);
        Assert.That(
            (await Ask(orders)).Select(one => (one.OrderId, one.Result.Quantity)),
            Is.EqualTo(new[]
            {
                (orders[2].Id, 5L), (orders[2].Id, 0), (orders[1].Id, 5), (orders[1].Id, 0), (orders[0].Id, 5),
                (orders[0].Id, 0),
            }));
    }

    [TestCase(CancelFault.None, OrderResultKind.Cancelled, BrokerOrderState.Cancelled)]
    [TestCase(CancelFault.TooLate, OrderResultKind.Filled, BrokerOrderState.Filled)]
    [TestCase(CancelFault.Unconfirmed, OrderResultKind.Accepted, BrokerOrderState.Cancelled)]
    public async Task ShouldCancel(CancelFault fault, OrderResultKind kind, BrokerOrderState state)
    {
        _broker.Choose = _ => BrokerBehavior.Rests;
        var order = OrderOf("a");
        await _trader.ExecuteAsync(order, CancellationToken.None);
        _trader.Cancellations.Script(fault);

        var result = await _trader.CancelAsync(SnapshotOf(order), CancellationToken.None);

        Assert.That((result.Kind, _broker.Orders.Single().State), Is.EqualTo((kind, state)));
    }

    [Test]
    public async Task ShouldCountAnOrderThatComesTwice()
    {
        var careful = new FaultTrader(_broker) { LooksBeforeSending = true };
        await careful.ExecuteAsync(OrderOf("a"), CancellationToken.None);
        await careful.ExecuteAsync(OrderOf("a"), CancellationToken.None);
        Assert.That(_broker.DoubledTags, Is.Empty);

        await _trader.ExecuteAsync(OrderOf("a"), CancellationToken.None);

        Assert.That(_broker.DoubledTags, Is.EqualTo(new[] { OrderOf("a").Id.ToString() }));
        Assert.That(_broker.Orders.Single().FilledQuantity, Is.EqualTo(10));
    }

    [Test]
    public void ShouldDoTheSameForTheSameSeed()
    {
        var once = RunSeeded(7);
        var again = RunSeeded(7);

        Assert.That(again, Is.EqualTo(once));
        Assert.That(RunSeeded(8), Is.Not.EqualTo(once));
    }

    private static List<string> RunSeeded(int seed)
    {
        var broker = new SimulatedBroker { Choose = _ => BrokerBehavior.FillsInParts };
        var trader = new FaultTrader(broker, seed);
        var random = new Random(seed);
        var log = new List<string>();
        for (var i = 0; i < 200; i++)
        {
            try
            {
                var answer = trader.ExecuteAsync(OrderOf($"{i}"), CancellationToken.None).AsTask();
                log.Add(answer.IsCompleted ? $"{answer.Result}" : "hangs");
            }
            catch (Exception exception)
            {
                log.Add(exception.GetType().Name);
            }

            broker.Advance(random);
        }

        trader.ReleaseHung();
        log.AddRange(broker.Orders.Select(order => $"{order.ToResult()}"));
        return log;
    }

    private static Order OrderOf(string signalId)
    {
        var signal = Make.Signal(signalId);
        return new Order
        {
            Id = OrderIdentity.OrderIdOf(signalId, "broker"),
            Signal = signal,
            Side = Side.Buy,
            Quantity = signal.Quantity,
            Timestamp = Make.Time,
        };
    }

    private static OrderSnapshot SnapshotOf(Order order) =>
        new() { Order = order, State = OrderState.Accepted, FilledQuantity = 0, SentAt = Make.Time };

    private async Task<IReadOnlyList<OrderEvidence>> Ask(params Order[] orders) =>
        await _trader.ReconcileAsync([.. orders.Select(SnapshotOf)], CancellationToken.None);
}
