using NUnit.Framework;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.TestKit.Conformance;

/// <summary>What happens when answers, the counterparty or the trader itself are lost.</summary>
internal static class RecoveryContracts
{
    private const TraderFeatures CanAsk =
        TraderFeatures.CanRest | TraderFeatures.CanReconcile | TraderFeatures.ShowsOrders;

    private const TraderFeatures CanLose =
        TraderFeatures.CanLoseAnswers | TraderFeatures.CanReconcile | TraderFeatures.ShowsOrders;

    private const TraderFeatures CanFail =
        TraderFeatures.CanBeDown | TraderFeatures.CanReconcile | TraderFeatures.ShowsOrders;

    public static IReadOnlyList<TraderContract> All { get; } =
    [
        new(nameof(ShouldFindALostAnswer), CanLose, ShouldFindALostAnswer),
        new(nameof(ShouldSayThatAnOrderNeverArrived), TraderFeatures.CanReconcile, ShouldSayThatAnOrderNeverArrived),
        new(nameof(ShouldTellOfOrdersThatAreOver), TraderFeatures.CanReconcile, ShouldTellOfOrdersThatAreOver),
        new(nameof(ShouldEndAnOrderThatCannotBeSent), CanFail, ShouldEndAnOrderThatCannotBeSent),
        new(nameof(ShouldLeaveOrdersWhileNobodyAnswers), CanAsk | CanFail, ShouldLeaveOrdersWhileNobodyAnswers),
        new(nameof(ShouldLeaveOpenOrdersAtTheStop), CanAsk, ShouldLeaveOpenOrdersAtTheStop),
        new(nameof(ShouldFindOrdersOfAnEarlierTrader), CanAsk, ShouldFindOrdersOfAnEarlierTrader),
    ];

    private static async Task ShouldFindALostAnswer(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.LoseAnswer);
        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Unknown }));

        Assert.That(await bench.Test.Engine.ReconcileAsync());

        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Unknown, OrderEventType.Filled }));
        Assert.That(bench.ReceivedOf(id).FilledQuantity, Is.EqualTo(bench.Test.Sink.Events[1].Quantity));
    }

    private static async Task ShouldSayThatAnOrderNeverArrived(ContractBench bench)
    {
        var trader = await bench.StartTraderAsync();
        var sent = bench.MakeOrder(StageAct.Fill);
        await trader.ExecuteAsync(sent, CancellationToken.None);
        var unsent = bench.MakeOrder(StageAct.Fill);

        var evidence = await trader.ReconcileAsync([ContractBench.SnapshotOf(unsent)], CancellationToken.None);

        var said = evidence.Single(one => one.OrderId == unsent.Id);
        Assert.That(said.Result.Kind, Is.EqualTo(OrderResultKind.NotFound));
        await trader.ShutdownAsync(CancellationToken.None);
    }

    private static async Task ShouldTellOfOrdersThatAreOver(ContractBench bench)
    {
        var trader = await bench.StartTraderAsync();
        var order = bench.MakeOrder(StageAct.Fill);
        var answer = await bench.ExecuteAsync(trader, order);

        var evidence = await trader.ReconcileAsync([ContractBench.SnapshotOf(order)], CancellationToken.None);

        var said = evidence.Single(one => one.OrderId == order.Id).Result;
        Assert.That(
            (said.Kind, said.Quantity, said.Price, said.Fees),
            Is.EqualTo((OrderResultKind.Filled, ContractBench.Quantity, answer.Price, answer.Fees)));
        await trader.ShutdownAsync(CancellationToken.None);
    }

    private static async Task ShouldEndAnOrderThatCannotBeSent(ContractBench bench)
    {
        await bench.StartEngineAsync();
        bench.Stage.SetDown(true);
        bench.Publish(StageAct.Fill);
        var type = bench.Test.Drain().Single().Type;
        Assert.That(type, Is.EqualTo(OrderEventType.Failed).Or.EqualTo(OrderEventType.Unknown));
        Assert.That(bench.Stage.Received, Is.Empty);

        // Once it can be asked, it must not stay unknown for ever.
        bench.Stage.SetDown(false);
        bench.Test.Clock.Advance(TimeSpan.FromHours(1));
        Assert.That(await bench.Test.Engine.ReconcileAsync());
        bench.WaitUntilNothingIsOpen();
        Assert.That(bench.EventTypes.Last(), Is.EqualTo(OrderEventType.Failed));
        Assert.That(bench.Stage.Received, Is.Empty);
    }

    private static async Task ShouldLeaveOrdersWhileNobodyAnswers(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Rest);
        bench.Stage.SetDown(true);
        await bench.Test.Engine.ReconcileAsync();
        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed }));

        bench.Stage.SetDown(false);
        bench.Stage.Fill(id.ToString(), ContractBench.Quantity, Price.FromDecimal(100));
        Assert.That(await bench.Test.Engine.ReconcileAsync());
        Assert.That(bench.EventTypes, Is.EqualTo(new[] { OrderEventType.Placed, OrderEventType.Filled }));
    }

    private static async Task ShouldLeaveOpenOrdersAtTheStop(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Rest);

        await bench.Test.Engine.StopAsync();

        Assert.That(bench.ReceivedOf(id).IsOpen);
        Assert.That(bench.Test.Sink.Events.Select(one => one.Type), Is.EqualTo(new[] { OrderEventType.Placed }));
    }

    private static async Task ShouldFindOrdersOfAnEarlierTrader(ContractBench bench)
    {
        var earlier = await bench.StartTraderAsync();
        var resting = bench.MakeOrder(StageAct.Rest);
        await earlier.ExecuteAsync(resting, CancellationToken.None);
        var filled = bench.MakeOrder(StageAct.Fill);
        await earlier.ExecuteAsync(filled, CancellationToken.None);
        await earlier.ShutdownAsync(CancellationToken.None);

        // All that is left of the earlier life is the identity of its orders.
        var later = await bench.StartTraderAsync();
        var evidence = await later.ReconcileAsync(
            [ContractBench.SnapshotOf(resting), ContractBench.SnapshotOf(filled)], CancellationToken.None);

        Assert.That(
            evidence.Select(one => (one.OrderId, one.Result.Kind)),
            Is.EquivalentTo(new[]
            {
                (resting.Id, OrderResultKind.Accepted), (filled.Id, OrderResultKind.Filled),
            }));
        await later.ShutdownAsync(CancellationToken.None);
    }
}
