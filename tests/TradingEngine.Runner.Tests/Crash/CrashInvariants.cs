using System.Text.Json;
using TradingEngine.CrashHost;
using TradingEngine.CrashHost.Wire;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.Runner.Tests.Crash;

/// <summary>What must hold when everything has drained, however often the host was killed.</summary>
internal static class CrashInvariants
{
    private static readonly string[] Traders = [HostBuilder.Paper, HostBuilder.Remote];

    public static void Check(CrashRig rig, string positions)
    {
        var events = rig.Events.Events;
        using (Assert.EnterMultipleScope())
        {
            CheckOutcomes(rig.Signals, events);
            CheckBroker(rig.Broker.Book, events);
            CheckPositions(positions, events);
            Assert.That(rig.Events.Changed, Is.Empty, "Repeated messages are those of before");
            Assert.That(rig.Events.CountUncommitted(), Is.Zero, "Everything is committed");
        }
    }

    private static void CheckOutcomes(IReadOnlyList<TradingSignal> signals, IReadOnlyCollection<OrderMessage> events)
    {
        var ends = events.Where(each => each.Terminal is not null).GroupBy(each => (each.SignalId, each.Trader))
            .ToDictionary(each => each.Key, each => each.Count());
        var expected = signals.SelectMany(signal => Traders.Select(trader => (signal.SignalId, trader))).ToList();
        Assert.That(ends.Keys, Is.EquivalentTo(expected), "Every signal ends at each of its traders");
        Assert.That(ends.Values, Has.All.EqualTo(1), "No order ends twice");
        foreach (var message in events)
        {
            Assert.That(
                message.OrderId, Is.EqualTo(OrderIdentity.OrderIdOf(message.SignalId, message.Trader).ToString()));
        }

        Assert.That(
            events.Where(each => each is { Trader: HostBuilder.Paper, Terminal: not OrderEventType.Filled }),
            Is.Empty,
            "The simulated trader fills everything");
    }

    private static void CheckBroker(BrokerBook book, IReadOnlyCollection<OrderMessage> events)
    {
        Assert.That(book.Received.Where(each => each.Value != 1), Is.Empty, "No tag reaches the broker twice");
        var orders = book.Orders;
        Assert.That(orders.Values.Where(each => each.IsOpen), Is.Empty, "Nothing rests at the broker");
        var told = events.Where(each => each.Trader == HostBuilder.Remote).ToLookup(each => each.OrderId);
        foreach (var (tag, order) in orders)
        {
            var fills = told[tag].Where(each => each.IsFill).ToList();
            Assert.That(
                (
                    fills.Sum(each => each.Quantity),
                    fills.Sum(each => each.Quantity * each.Price),
                    fills.Sum(each => each.Fees)),
                Is.EqualTo((order.Filled, order.Notional, order.Fees)),
                $"Quantity, value and fees of {order.Behaviour} {tag}");
            Assert.That(
                told[tag].Single(each => each.Terminal is not null).Terminal,
                Is.EqualTo(TerminalOf(order)),
                $"The end of {order.Behaviour} {tag}");
        }

        var strays = told.Where(each => !orders.ContainsKey(each.Key)).SelectMany(each => each);
        Assert.That(strays.Where(each => each.IsFill), Is.Empty, "What the broker does not know was not traded");
    }

    private static OrderEventType TerminalOf(BookedOrder order) => order.Behaviour switch
    {
        BrokerBehaviour.Reject => OrderEventType.Failed,
        BrokerBehaviour.RestAndCancel => OrderEventType.Cancelled,
        _ => OrderEventType.Filled,
    };

    /// <summary>The fold here is one of its own: sums of signed quantities and of the money that moved.</summary>
    private static void CheckPositions(string positions, IReadOnlyCollection<OrderMessage> events)
    {
        var engine = JsonSerializer.Deserialize(positions, WireJson.Default.IReadOnlyListPosition)!.Select(each => (
            Key: (each.Trader, each.StrategyId, each.InstrumentToken),
            each.Quantity,
            Result: each.RealizedPnl - each.Cost,
            each.Fees,
            Cash: each.CashChange,
            Count: each.FillCount));
        var topic = events.Where(each => each.IsFill)
            .GroupBy(each => (each.Trader, each.StrategyId, each.InstrumentToken))
            .Select(each => (
                each.Key,
                Quantity: each.Sum(fill => SignOf(fill) * fill.Quantity),
                Result: each.Sum(ValueOf),
                Fees: each.Sum(fill => fill.Fees),
                Cash: each.Sum(fill => ValueOf(fill) - fill.Fees),
                Count: (long)each.Count()));
        Assert.That(engine, Is.EquivalentTo(topic), "The positions are the fold of the fills");
    }

    /// <summary>The money that a fill brings, without fees.</summary>
    private static decimal ValueOf(OrderMessage fill) => -SignOf(fill) * fill.Quantity * fill.Price;

    private static int SignOf(OrderMessage fill) => fill.Side == Side.Buy ? 1 : -1;
}
