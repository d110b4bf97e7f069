using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;

namespace TradingEngine.Tests.Traders;

/// <summary>Answers and evidence, step by step on one thread.</summary>
[TestFixture]
public sealed class OpenOrdersTests
{
    private DeskRig _rig = null!;

    [SetUp]
    public void SetUp() => _rig = new DeskRig();

    [TestCase(ExecuteFault.LoseAnswer, "The answer was lost.")]
    [TestCase(ExecuteFault.AnswerUnknown, "The broker answered 502.")]
    public void ShouldFindALostAnswerByAsking(ExecuteFault fault, string message)
    {
        _rig.Broker.Script(BrokerBehavior.Fills);
        _rig.Place("a", fault);

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Unknown }));
        Assert.That(_rig.Events[0].ErrorMessage, Does.Contain(message));
        Assert.That(_rig.AlertKinds, Does.Contain(AlertKind.OrderOutcomeUnknown));
        Assert.That(
            _rig.AlertKinds.Contains(AlertKind.TraderThrew), Is.EqualTo(fault == ExecuteFault.LoseAnswer));
        Assert.That((_rig.Desk.Orders.Count, _rig.Desk.Orders.UnknownCount), Is.EqualTo((1, 1)));

        _rig.Reconcile();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Unknown, OrderEventType.Filled }));
        Assert.That((_rig.Events[1].Quantity, _rig.Events[1].Fees), Is.EqualTo((10, 0.1m)));
        Assert.That(_rig.AlertKinds.Last(), Is.EqualTo(AlertKind.OrderReconciled));
        Assert.That((_rig.Desk.Orders.Count, _rig.Desk.Orders.UnknownCount), Is.EqualTo((0, 0)));
    }

    [Test]
    public void ShouldConcludeThatAnOrderNeverArrivedOnlyAfterTheWait()
    {
        _rig.Place("a", ExecuteFault.ThrowUnsent);
        _rig.Clock.Advance(_rig.Trader.NotFoundWait - TimeSpan.FromTicks(1));
        _rig.Reconcile();
        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Unknown }));

        _rig.Clock.Advance(TimeSpan.FromTicks(1));
        _rig.Reconcile();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Unknown, OrderEventType.Failed }));
        Assert.That(_rig.Events[1].ErrorMessage, Does.Contain("knows no such order 120 s after"));
        Assert.That(_rig.Desk.Orders.Count, Is.Zero);
    }

    [Test]
    public void ShouldWaitForAnOrderThatTheBrokerShowsLate()
    {
        _rig.Broker.Script(BrokerBehavior.Fills);
        _rig.Place("a", ExecuteFault.Invisible);
        _rig.Reconcile();
        Assert.That(_rig.Events, Has.Count.EqualTo(1));

        _rig.Clock.Advance(_rig.Trader.InvisibleTime);
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Unknown, OrderEventType.Filled }));
    }

    [Test]
    public void ShouldCountTheWaitUntilTheBrokerWasAsked()
    {
        _rig.Place("a", ExecuteFault.Invisible);
        _rig.Reconcile(ReconcileFault.HangOld);

        // What it says after the wait was true before: by now it may show the order.
        _rig.Clock.Advance(_rig.Trader.NotFoundWait);
        _rig.Trader.ReleaseHung();
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Unknown, OrderEventType.Placed }));
    }

    [Test]
    public void ShouldTellOfAnOrderThatAnEarlierPassFindsAfterItCountedAsRefused()
    {
        _rig.Place("a", ExecuteFault.Invisible);
        var id = _rig.Open.Order.Id;
        _rig.Clock.Advance(_rig.Trader.NotFoundWait);
        _rig.Tell(id, OrderResult.NotFound());
        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Unknown, OrderEventType.Failed }));

        _rig.Tell(id, OrderResult.Unknown("502"));
        _rig.Tell(id, OrderResult.NotFound());
        Assert.That(_rig.AlertKinds, Does.Not.Contain(AlertKind.OrderAppeared));

        _rig.Tell(id, OrderResult.Filled(10, Price.Parse("101"), 0));
        _rig.Tell(id, OrderResult.Filled(10, Price.Parse("101"), 0));

        var alert = _rig.Alerts.Single(one => one.Kind == AlertKind.OrderAppeared);
        Assert.That(alert.Severity, Is.EqualTo(AlertSeverity.Critical));
        Assert.That(alert.Message, Does.Contain(id.ToString()).And.Contain("Filled"));
        Assert.That(_rig.Events, Has.Count.EqualTo(2), "It stays refused: a person must look.");
    }

    [Test]
    public void ShouldTellNothingOfAnAnswerThatComesTwice()
    {
        _rig.Place("a");
        var id = _rig.Open.Order.Id;
        _rig.Tell(id, OrderResult.Filled(10, Price.Parse("101"), 0));
        _rig.Tell(id, OrderResult.Filled(10, Price.Parse("101"), 0));

        Assert.That(_rig.AlertKinds, Does.Not.Contain(AlertKind.OrderAppeared));
    }

    [Test]
    public void ShouldCountTheWaitFromTheAnswer()
    {
        var open = new OpenOrder(_rig.OrderOf("a"));
        _rig.Desk.Orders.Add(open);
        Assert.That(_rig.Desk.Orders.TryBeginSend(open));
        _rig.Clock.Advance(_rig.Trader.NotFoundWait);
        _rig.Desk.Orders.Answer(open, default, new TimeoutException("It may have left just now."));

        _rig.Tell(open.Order.Id, OrderResult.NotFound());
        Assert.That(open.Progress.State, Is.EqualTo(OrderState.Unknown));

        _rig.Clock.Advance(_rig.Trader.NotFoundWait);
        _rig.Tell(open.Order.Id, OrderResult.NotFound());
        Assert.That(open.Progress.State, Is.EqualTo(OrderState.Rejected));
    }

    [Test]
    public void ShouldDoubtABrokerThatForgetsAnOrder()
    {
        var rig = new DeskRig(new FaultTrader(new SimulatedBroker { Choose = _ => BrokerBehavior.Rests })
        {
            InvisibleTime = TimeSpan.FromDays(1),
        });
        rig.Place("a");
        rig.Clock.Advance(rig.Trader.NotFoundWait);
        rig.Tell(rig.Open.Order.Id, OrderResult.NotFound());

        Assert.That(rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Unknown }));
        Assert.That(rig.Open.State, Is.EqualTo(OrderState.Unknown));

        // It had the order once: that it does not know it now will never mean that it never came.
        rig.Clock.Advance(TimeSpan.FromHours(1));
        rig.Tell(rig.Open.Order.Id, OrderResult.NotFound());
        Assert.That(rig.Open.State, Is.EqualTo(OrderState.Unknown));
        Assert.That(rig.Events, Has.Count.EqualTo(2));
    }

    [Test]
    public void ShouldFailAnOrderThatWasNotSent()
    {
        _rig.Place("a", ExecuteFault.NotSent);

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Failed }));
        Assert.That(_rig.Events[0].ErrorMessage, Is.EqualTo("There is no connection."));
        Assert.That(_rig.Alerts, Is.Empty);
    }

    [Test]
    public void ShouldDoubtAnAnswerThatCannotBeTrue()
    {
        for (var i = 0; i < 20; i++)
        {
            _rig.Place($"{i}", ExecuteFault.Contradict);
        }

        Assert.That(_rig.EventTypes, Is.All.EqualTo(OrderEventType.Unknown));
        Assert.That(_rig.AlertKinds.Count(kind => kind == AlertKind.TraderAnswerInvalid), Is.EqualTo(20));

        _rig.Reconcile();

        Assert.That(_rig.EventTypes.Skip(20), Is.All.EqualTo(OrderEventType.Placed));
        Assert.That((_rig.Desk.Orders.Count, _rig.Desk.Orders.UnknownCount), Is.EqualTo((20, 0)));
    }

    [Test]
    public void ShouldRefuseEvidenceThatCannotBeTrue()
    {
        _rig.Broker.Script(BrokerBehavior.FillsInParts);
        _rig.Place("a");
        var before = _rig.Open;

        _rig.Reconcile(ReconcileFault.Contradict);

        Assert.That(_rig.Open, Is.EqualTo(before));
        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.PartiallyFilled }));
        Assert.That(_rig.AlertKinds, Is.EqualTo(new[] { AlertKind.TraderAnswerInvalid }));
    }

    [Test]
    public void ShouldCountWhatIsRepeatedAndLate()
    {
        _rig.Broker.Script(BrokerBehavior.FillsInParts);
        var tag = _rig.Place("a");
        _rig.Reconcile(ReconcileFault.Repeat);
        Assert.That((_rig.Handle.RepeatedCount, _rig.Handle.LateCount), Is.EqualTo((2, 0)));

        _rig.Reconcile(ReconcileFault.Stale);
        Assert.That((_rig.Handle.RepeatedCount, _rig.Handle.LateCount), Is.EqualTo((2, 1)));

        _rig.Broker.Fill(tag, 2, Price.Parse("100"));
        _rig.Reconcile(ReconcileFault.OutOfOrder);
        Assert.That((_rig.Handle.RepeatedCount, _rig.Handle.LateCount), Is.EqualTo((2, 3)));

        Assert.That(_rig.Events.Select(one => one.Quantity), Is.EqualTo(new[] { 5, 2 }));
        Assert.That(_rig.Open.FilledQuantity, Is.EqualTo(7));
    }

    [Test]
    public void ShouldIgnoreTheOrdersOfOthers()
    {
        _rig.Place("a");
        var before = _rig.Open;

        _rig.Reconcile(ReconcileFault.AddForeign);

        Assert.That(_rig.Open, Is.EqualTo(before));
        Assert.That((_rig.Events.Count, _rig.Handle.LateCount), Is.EqualTo((1, 2)));
    }

    [Test]
    public void ShouldLeaveAnOrderThatIsLeftOut()
    {
        _rig.Place("a");
        var tag = _rig.Place("b");
        _rig.Broker.FillRest(_rig.Broker.Orders[0].Tag);
        _rig.Broker.FillRest(tag);

        _rig.Reconcile(ReconcileFault.LeaveOut);
        Assert.That(_rig.Events.Single(one => one.IsFill).OrderId.ToString(), Is.EqualTo(tag));

        _rig.Reconcile();
        Assert.That(_rig.Events.Count(one => one.IsFill), Is.EqualTo(2));
    }

    [Test]
    public void ShouldTellOnceOfABrokerThatCannotBeAsked()
    {
        var tag = _rig.Place("a");
        _rig.Reconcile(ReconcileFault.Throw);
        _rig.Reconcile(ReconcileFault.Throw);
        Assert.That(_rig.AlertKinds, Is.EqualTo(new[] { AlertKind.ReconciliationFailed }));

        _rig.Broker.FillRest(tag);
        _rig.Reconcile();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));
    }

    [Test]
    public void ShouldAskByInterval()
    {
        var tag = _rig.Place("a");
        _rig.Broker.FillRest(tag);
        _rig.Settle();
        Assert.That(_rig.Events, Has.Count.EqualTo(1));

        _rig.Clock.Advance(TimeSpan.FromSeconds(30));
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));
        Assert.That(_rig.AlertKinds, Is.EqualTo(new[] { AlertKind.OrderReconciled }));
    }

    [Test]
    public void ShouldAskWhenTheTraderWantsIt()
    {
        var tag = _rig.Place("a");
        _rig.Broker.FillRest(tag);

        _rig.Trader.RequestReconciliation();
        _rig.Settle();

        // The trader said so itself: that is no difference that a person must hear of.
        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));
        Assert.That(_rig.Alerts, Is.Empty);
    }

    [Test]
    public void ShouldAskAgainWhereTheTraderWantedItBeforeItsAnswerWasIn()
    {
        _rig.Broker.Script(BrokerBehavior.Fills);
        _rig.Place("a", ExecuteFault.AnswerStale);

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));
    }

    [Test]
    public void ShouldAskAgainWhereTheTraderWantedItDuringTheCall()
    {
        _rig.Place("a", ExecuteFault.Hang);
        _rig.Trader.RequestReconciliation();
        _rig.Settle();

        _rig.Trader.Reconciliations.Script(ReconcileFault.Throw);
        _rig.Trader.ReleaseHung();
        _rig.Settle();

        // The pass that threw is the one that was asked for.
        Assert.That(_rig.AlertKinds, Is.EqualTo(new[] { AlertKind.ReconciliationFailed }));
    }

    [TestCase(ExecuteFault.HangDeaf)]
    [TestCase(ExecuteFault.Hang)]
    public void ShouldTakeEvidenceOfAnOrderInFlight(ExecuteFault fault)
    {
        _rig.Place("a", fault);
        var id = _rig.Open.Order.Id;
        _rig.Broker.FillRest(id.ToString());

        _rig.Tell(id, _rig.Broker.Find(id.ToString())!.ToResult());
        _rig.Trader.ReleaseHung();
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Filled }));
        Assert.That(_rig.Handle.RepeatedCount, Is.EqualTo(1));
    }

    [TestCase(OrderDurability.BeforeSend)]
    [TestCase(OrderDurability.WriteBehind)]
    public void ShouldSurviveATraderThatContradictsItsEvidence(OrderDurability durability)
    {
        var broker = new SimulatedBroker { Choose = _ => BrokerBehavior.Rests };
        var rig = new DeskRig(new FaultTrader(broker) { Durability = durability });
        foreach (var thrown in (Exception[])[new OrderNotSentException("no session"), new IOException("cut")])
        {
            var open = new OpenOrder(rig.OrderOf(thrown.Message));
            rig.Desk.Orders.Add(open);
            Assert.That(rig.Desk.Orders.TryBeginSend(open));
            rig.Tell(open.Order.Id, OrderResult.Accepted("B1"));

            rig.Desk.Orders.Answer(open, default, thrown);

            Assert.That(open.IsTerminal, Is.False);
        }

        Assert.That(rig.Desk.Orders.Count, Is.EqualTo(2));
        Assert.That(rig.AlertKinds, Does.Contain(AlertKind.TraderAnswerInvalid));
    }
}
