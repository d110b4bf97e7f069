using NUnit.Framework;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Traders;

namespace TradingEngine.TestKit.Conformance;

/// <summary>What happens to orders that are open: later fills, cancellations, repeated answers.</summary>
internal static class OpenOrderContracts
{
    private const TraderFeatures CanAsk =
        TraderFeatures.CanRest | TraderFeatures.CanReconcile | TraderFeatures.ShowsOrders;

    private const TraderFeatures CanAskOfParts = CanAsk | TraderFeatures.CanPartiallyFill;

    private const TraderFeatures CanCancel =
        TraderFeatures.CanRest | TraderFeatures.CanCancel | TraderFeatures.ShowsOrders;

    private static readonly Price Later = Price.FromDecimal(104);

    public static IReadOnlyList<TraderContract> All { get; } =
    [
        new(nameof(ShouldAccept), TraderFeatures.CanRest, ShouldAccept),
        new(nameof(ShouldTellTheWholeOfPartialFills), CanAskOfParts, ShouldTellTheWholeOfPartialFills),
        new(nameof(ShouldFillInParts), CanAskOfParts, ShouldFillInParts),
        new(nameof(ShouldFillLater), CanAsk, ShouldFillLater),
        new(nameof(ShouldTellNothingTwice), CanAsk, ShouldTellNothingTwice),
        new(nameof(ShouldNotTouchTheOrdersOfOthers), CanAsk, ShouldNotTouchTheOrdersOfOthers),
        new(nameof(ShouldCancel), CanCancel, ShouldCancel),
        new(nameof(ShouldCancelTheRest), CanCancel | TraderFeatures.CanPartiallyFill, ShouldCancelTheRest),
        new(nameof(ShouldCancelTooLate), CanCancel | TraderFeatures.CanReconcile, ShouldCancelTooLate),
    ];

    private static async Task ShouldAccept(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Rest);

        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed }));
        var open = bench.Test.Engine.GetOpenOrders().Single();
        Assert.That((open.Order.Id, open.State, open.FilledQuantity), Is.EqualTo((id, OrderState.Accepted, 0)));
    }

    private static async Task ShouldTellTheWholeOfPartialFills(ContractBench bench)
    {
        var trader = await bench.StartTraderAsync();
        var order = bench.MakeOrder(StageAct.FillInPart);
        var tag = order.Id.ToString();

        var first = await bench.ExecuteAsync(trader, order);
        var traded = bench.ReceivedOf(order.Id).FilledQuantity;
        Assert.That(traded, Is.InRange(1, ContractBench.Quantity - 2), "The stage leaves two or more open.");
        Assert.That((first.Kind, first.Quantity), Is.EqualTo((OrderResultKind.PartiallyFilled, traded)));

        bench.Stage.Fill(tag, 1, Later);
        var second = await AskAsync(trader, order);
        Assert.That((second.Kind, second.Quantity), Is.EqualTo((OrderResultKind.PartiallyFilled, traded + 1)));
        Assert.That(second.Fees, Is.GreaterThanOrEqualTo(first.Fees));

        bench.Stage.Fill(tag, ContractBench.Quantity - traded - 1, Later);
        var third = await AskAsync(trader, order);
        Assert.That((third.Kind, third.Quantity), Is.EqualTo((OrderResultKind.Filled, ContractBench.Quantity)));
        Assert.That(third.Fees, Is.GreaterThanOrEqualTo(second.Fees));
        await trader.ShutdownAsync(CancellationToken.None);
    }

    private static async Task ShouldFillInParts(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.FillInPart);
        var traded = bench.ReceivedOf(id).FilledQuantity;
        await bench.SettleAsync();

        bench.Stage.Fill(id.ToString(), 1, Later);
        Assert.That(await bench.Test.Engine.ReconcileAsync());
        bench.Stage.Fill(id.ToString(), ContractBench.Quantity - traded - 1, Later);
        Assert.That(await bench.Test.Engine.ReconcileAsync());

        var fills = await bench.SettleAsync();
        Assert.That(
            fills.Select(fill => (fill.Type, fill.Quantity)),
            Is.EqualTo(new[]
            {
                (OrderEventType.PartiallyFilled, traded),
                (OrderEventType.PartiallyFilled, 1),
                (OrderEventType.Filled, ContractBench.Quantity - traded - 1),
            }));

        // The engine makes the price of each fill out of averages, which some brokers round.
        Assert.That(fills[1].Price!.Value.ToDecimal(), Is.EqualTo(Later.ToDecimal()).Within(1m));
        Assert.That(fills.Select(fill => fill.EventId), Is.Unique);
        Assert.That(bench.Test.Engine.GetOpenOrders(), Is.Empty);
    }

    private static async Task ShouldFillLater(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Rest);
        bench.Stage.Fill(id.ToString(), ContractBench.Quantity, Later);

        Assert.That(await bench.Test.Engine.ReconcileAsync());

        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));
        Assert.That(bench.Test.Sink.Events[1].Price, Is.EqualTo(Later));
    }

    private static async Task ShouldTellNothingTwice(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Rest);
        for (var i = 0; i < 3; i++)
        {
            Assert.That(await bench.Test.Engine.ReconcileAsync());
        }

        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed }));
        bench.Stage.Fill(id.ToString(), ContractBench.Quantity, Later);
        for (var i = 0; i < 3; i++)
        {
            Assert.That(await bench.Test.Engine.ReconcileAsync());
        }

        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));
    }

    private static async Task ShouldNotTouchTheOrdersOfOthers(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Rest);
        bench.Stage.AddForeignOrder();

        Assert.That(await bench.Test.Engine.ReconcileAsync());

        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed }));
        Assert.That(bench.Test.Engine.GetOpenOrders().Single().Order.Id, Is.EqualTo(id));
        Assert.That(bench.Test.Sink.Alerts, Is.Empty);
    }

    private static async Task ShouldCancel(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Rest);

        Assert.That(bench.Test.Engine.Cancel(id));
        bench.WaitUntilNothingIsOpen();

        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Cancelled }));
        Assert.That(bench.ReceivedOf(id).IsOpen, Is.False);
        Assert.That(bench.Test.Sink.Alerts, Is.Empty);
    }

    private static async Task ShouldCancelTheRest(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.FillInPart);
        bench.Stage.Fill(id.ToString(), 1, Later);

        Assert.That(bench.Test.Engine.Cancel(id));
        bench.WaitUntilNothingIsOpen();

        var events = bench.Test.Drain();
        Assert.That(events[^1].Type, Is.EqualTo(OrderEventType.Cancelled));
        Assert.That(
            events.Where(one => one.IsFill).Sum(one => one.Quantity),
            Is.EqualTo(bench.ReceivedOf(id).FilledQuantity));
    }

    private static async Task ShouldCancelTooLate(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Rest);
        bench.Stage.Fill(id.ToString(), ContractBench.Quantity, Later);

        // Whether the trader finds out by itself or throws and is asked: the fill is the end.
        Assert.That(bench.Test.Engine.Cancel(id));
        bench.WaitUntilNothingIsOpen();

        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));
    }

    private static async Task<OrderResult> AskAsync(ITrader trader, Order order)
    {
        var snapshot = ContractBench.SnapshotOf(order, OrderState.PartiallyFilled);
        var evidence = await trader.ReconcileAsync([snapshot], CancellationToken.None);
        return evidence.Single(one => one.OrderId == order.Id).Result;
    }
}
