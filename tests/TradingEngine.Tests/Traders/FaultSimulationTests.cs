using CsCheck;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit.Traders;

namespace TradingEngine.Tests.Traders;

/// <summary>
/// Orders, cancellations and time in an order by chance, over a broker and a trader that fail by chance; then the faults
/// end. Whatever happened, the events must sum up to what the broker has.
/// </summary>
[TestFixture]
public sealed class FaultSimulationTests
{
    private const int StepCount = 150;

    [Test]
    public void ShouldEndWithWhatTheBrokerHas() => Gen.Int.Sample(
        seed =>
        {
            var rig = Run(seed);
            foreach (var order in rig.Broker.Orders)
            {
                var events = rig.Events.FindAll(one => one.OrderId.ToString() == order.Tag);
                var fills = events.FindAll(one => one.IsFill);
                Assert.That(fills.Sum(one => one.Quantity), Is.EqualTo(order.FilledQuantity));
                Assert.That(fills.Sum(one => one.Fees), Is.EqualTo(order.Fees));
                Assert.That(
                    fills.Sum(one => one.Quantity * one.Price!.Value.ToDecimal()),
                    Is.EqualTo(order.Cost).Within(0.000_000_01m * order.Order.Quantity));
                Assert.That(events.FindAll(IsTerminal), Has.Count.EqualTo(1));
                Assert.That(events[^1].Type, Is.EqualTo(order.State switch
                {
                    BrokerOrderState.Filled => OrderEventType.Filled,
                    BrokerOrderState.Cancelled => OrderEventType.Cancelled,
                    _ => OrderEventType.Failed,
                }));
            }

            Assert.That(rig.Broker.DoubledTags, Is.Empty);
            Assert.That(rig.Events.Select(one => one.EventId), Is.Unique);
            Assert.That(rig.Events.GroupBy(one => one.OrderId).Select(one => one.Count(IsTerminal)), Is.All.EqualTo(1));
            Assert.That((rig.Desk.Orders.Count, rig.Desk.Orders.UnknownCount), Is.EqualTo((0, 0)));
        },
        iter: 1_000);

    [Test]
    public void ShouldBeTheSameForTheSameSeed()
    {
        var once = Run(1).Events;
        var again = Run(1).Events;

        Assert.That(once, Has.Count.GreaterThan(20));
        Assert.That(again, Is.EqualTo(once));
        Assert.That(Run(2).Events, Is.Not.EqualTo(once));
    }

    private static bool IsTerminal(OrderEvent one) =>
        one.Type is OrderEventType.Filled or OrderEventType.Cancelled or OrderEventType.Failed;

    private static DeskRig Run(int seed)
    {
        var random = new Random(seed);
        var behaviors = Enum.GetValues<BrokerBehavior>();
        var broker = new SimulatedBroker { Choose = _ => behaviors[random.Next(behaviors.Length)] };
        var rig = new DeskRig(new FaultTrader(broker, seed), laneCount: 3);
        for (var i = 0; i < StepCount; i++)
        {
            Step(rig, random, i);
        }

        End(rig, random);
        return rig;
    }

    private static void Step(DeskRig rig, Random random, int number)
    {
        switch (random.Next(8))
        {
            case < 3:
                rig.Submit($"signal {number}", random.Next(1, 1_000), random.Next(5));
                break;
            case 3:
                rig.Broker.Advance(random);
                break;
            case 4:
                rig.Clock.Advance(TimeSpan.FromSeconds(random.Next(40)));
                break;
            case 5:
                rig.Trader.ReleaseHung();
                break;
            case 6:
                foreach (var open in rig.Desk.Orders.GetAll().Where(_ => random.Next(4) == 0))
                {
                    rig.Cancel(open.Order.Id.ToString());
                }

                break;
            default:
                rig.Settle();
                break;
        }
    }

    /// <summary>No more faults: what hangs goes on, the broker cancels what is open, and it is asked until all is known.</summary>
    private static void End(DeskRig rig, Random random)
    {
        rig.Trader.Executions.Rate = 0;
        rig.Trader.Cancellations.Rate = 0;
        rig.Trader.Reconciliations.Rate = 0;
        do
        {
            rig.Settle();
        }
        while (rig.Trader.ReleaseHung() > 0);

        rig.Broker.Advance(random);
        foreach (var order in rig.Broker.Orders)
        {
            rig.Broker.Cancel(order.Tag);
        }

        rig.Clock.Advance(rig.Trader.NotFoundWait);
        rig.Reconcile();
    }
}
