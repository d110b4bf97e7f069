using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit.Traders;

namespace TradingEngine.Tests.Traders;

/// <summary>Cancellations, step by step on one thread.</summary>
[TestFixture]
public sealed class CancellationTests
{
    private DeskRig _rig = null!;

    [SetUp]
    public void SetUp() => _rig = new DeskRig();

    [Test]
    public void ShouldCancelAQueuedOrderWithoutTheTrader()
    {
        var id = _rig.Submit("a");
        _rig.Cancel(id.ToString());
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Cancelled }));
        Assert.That(_rig.Broker.Orders, Is.Empty);
        Assert.That((_rig.Desk.Orders.Count, _rig.Desk.PendingCount), Is.EqualTo((0, 0)));
    }

    [Test]
    public void ShouldCancelARestingOrder()
    {
        var tag = _rig.Place("a");
        _rig.Cancel(tag);
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Cancelled }));
        Assert.That(_rig.Broker.Orders.Single().State, Is.EqualTo(BrokerOrderState.Cancelled));
        Assert.That(_rig.Alerts, Is.Empty);
    }

    [Test]
    public void ShouldCancelAnOrderInFlightAfterItsAnswer()
    {
        _rig.Place("a", ExecuteFault.HangDeaf);
        _rig.Cancel(_rig.Broker.Orders.Single().Tag);
        _rig.Settle();
        Assert.That(_rig.Broker.Orders.Single().State, Is.EqualTo(BrokerOrderState.Open));

        _rig.Trader.ReleaseHung();
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Cancelled }));
        Assert.That(_rig.Broker.Orders.Single().State, Is.EqualTo(BrokerOrderState.Cancelled));
    }

    [Test]
    public void ShouldNotCancelAnOrderThatWasFilledInFlight()
    {
        _rig.Place("a", ExecuteFault.HangDeaf);
        var tag = _rig.Broker.Orders.Single().Tag;
        _rig.Cancel(tag);
        _rig.Broker.FillRest(tag);
        _rig.Trader.Cancellations.Script(CancelFault.ThrowUnsent);

        _rig.Trader.ReleaseHung();
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Filled }));
        Assert.That(_rig.Alerts, Is.Empty);
    }

    [Test]
    public void ShouldKeepThePartThatWasTraded()
    {
        _rig.Broker.Script(BrokerBehavior.FillsInParts);
        var tag = _rig.Place("a");
        _rig.Broker.Fill(tag, 2, Price.Parse("103.5"));
        _rig.Cancel(tag);
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[]
        {
            OrderEventType.PartiallyFilled, OrderEventType.PartiallyFilled, OrderEventType.Cancelled,
        }));
        Assert.That(_rig.Events[1].Price, Is.EqualTo(Price.Parse("103.5")));
    }

    [Test]
    public void ShouldTakeAFillThatWasFaster()
    {
        var tag = _rig.Place("a");
        _rig.Trader.Cancellations.Script(CancelFault.TooLate);
        _rig.Cancel(tag);
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));
        Assert.That(_rig.Alerts, Is.Empty);
    }

    [TestCase(CancelFault.LoseAnswer, OrderEventType.Cancelled)]
    [TestCase(CancelFault.ThrowUnsent, null)]
    public void ShouldAskTheBrokerAfterACancellationThatThrew(CancelFault fault, OrderEventType? end)
    {
        var tag = _rig.Place("a");
        _rig.Trader.Cancellations.Script(fault);
        _rig.Cancel(tag);
        _rig.Settle();

        Assert.That(_rig.AlertKinds.First(), Is.EqualTo(AlertKind.CancelFailed));
        Assert.That(_rig.EventTypes.Skip(1), Is.EqualTo(end is { } type ? new[] { type } : []));
        Assert.That(_rig.Desk.Orders.Count, Is.EqualTo(end is null ? 1 : 0));
    }

    [Test]
    public void ShouldWaitForTheConfirmation()
    {
        var tag = _rig.Place("a");
        _rig.Trader.Cancellations.Script(CancelFault.Unconfirmed);
        _rig.Cancel(tag);
        _rig.Settle();

        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Cancelled }));
        Assert.That(_rig.Alerts, Is.Empty);
    }

    [Test]
    public void ShouldLeaveAnOrderThatCannotBeCancelled()
    {
        var tag = _rig.Place("a");
        _rig.Trader.Cancellations.Script(CancelFault.NotSupported);
        _rig.Cancel(tag);
        _rig.Settle();

        Assert.That(_rig.Open.State, Is.EqualTo(OrderState.Accepted));
        Assert.That(_rig.Alerts.Single().Kind, Is.EqualTo(AlertKind.CancelFailed));
        Assert.That(_rig.Alerts.Single().Message, Does.Contain("This order cannot be cancelled."));
    }

    [Test]
    public void ShouldNotHoldAnythingElseWhileTheBrokerDoesNotSay()
    {
        var first = _rig.Place("a");
        _rig.Trader.Cancellations.Script(CancelFault.Hang);
        _rig.Reconcile(ReconcileFault.HangDeaf);

        // The reconciliation hangs: orders, cancellations and their answers go on.
        _rig.Broker.Script(BrokerBehavior.Fills);
        _rig.Place("b");
        _rig.Cancel(first);
        _rig.Settle();

        Assert.That(_rig.Trader.HungCount, Is.EqualTo(2));
        Assert.That(_rig.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));

        _rig.Trader.ReleaseHung();
        _rig.Settle();
        Assert.That(_rig.EventTypes.Last(), Is.EqualTo(OrderEventType.Cancelled));
        Assert.That(_rig.Desk.Orders.Count, Is.Zero);
    }
}
