using NUnit.Framework;
using TradingEngine.Diagnostics;
using TradingEngine.Model;
using TradingEngine.Orders;

namespace TradingEngine.TestKit.Conformance;

/// <summary>What happens when a trader gets an order.</summary>
internal static class ExecutionContracts
{
    private const TraderFeatures SendsOnce = TraderFeatures.ShowsOrders | TraderFeatures.SendsOnce;

    public static IReadOnlyList<TraderContract> All { get; } =
    [
        new(nameof(ShouldFill), TraderFeatures.None, ShouldFill),
        new(nameof(ShouldReportAFill), TraderFeatures.None, ShouldReportAFill),
        new(nameof(ShouldStandManyOrders), TraderFeatures.None, ShouldStandManyOrders),
        new(nameof(ShouldStopTwice), TraderFeatures.None, ShouldStopTwice),
        new(nameof(ShouldSendTheTagUnchanged), TraderFeatures.ShowsOrders, ShouldSendTheTagUnchanged),
        new(nameof(ShouldSendASignalOnce), TraderFeatures.ShowsOrders, ShouldSendASignalOnce),
        new(nameof(ShouldSendAnOrderOnce), SendsOnce, ShouldSendAnOrderOnce),
        new(nameof(ShouldSayWhyAnOrderIsRefused), TraderFeatures.CanReject, ShouldSayWhyAnOrderIsRefused),
        new(nameof(ShouldGoOnAfterARefusal), TraderFeatures.CanReject, ShouldGoOnAfterARefusal),
        new(nameof(ShouldKeepSecrets), TraderFeatures.HasSecrets, ShouldKeepSecrets),
    ];

    private static async Task ShouldFill(ContractBench bench)
    {
        var trader = await bench.StartTraderAsync();
        foreach (var side in Enum.GetValues<Side>())
        {
            var result = await bench.ExecuteAsync(trader, bench.MakeOrder(StageAct.Fill, side));

            Assert.That((result.Kind, result.Quantity), Is.EqualTo((OrderResultKind.Filled, ContractBench.Quantity)));
            Assert.That(result.Price.IsPositive, "A fill has a price.");
            Assert.That(result.Fees, Is.GreaterThanOrEqualTo(0));
        }

        await trader.ShutdownAsync(CancellationToken.None);
    }

    private static async Task ShouldReportAFill(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Fill, Side.Sell);

        var fill = (await bench.SettleAsync()).Single();

        Assert.That((fill.OrderId, fill.Type), Is.EqualTo((id, OrderEventType.Filled)));
        Assert.That(fill.EventId, Is.EqualTo(OrderIdentity.EventIdOf(id, OrderEventType.Filled, 0)));
        Assert.That((fill.Side, fill.Quantity), Is.EqualTo((Side.Sell, ContractBench.Quantity)));
        Assert.That(fill.ExecutionMode, Is.Not.Empty);
        Assert.That(bench.Alerts, Is.Empty);
        Assert.That(bench.Test.Engine.GetOpenOrders(), Is.Empty);
    }

    private static async Task ShouldStandManyOrders(ContractBench bench)
    {
        const int count = 50;
        await bench.StartEngineAsync();
        for (var i = 0; i < count; i++)
        {
            bench.Publish(StageAct.Fill);
        }

        var events = await bench.SettleAsync();
        Assert.That(events.Select(one => one.Type), Is.All.EqualTo(OrderEventType.Filled));
        Assert.That(events.Select(one => one.OrderId).Distinct().Count(), Is.EqualTo(count));
        Assert.That(events.Select(one => one.EventId), Is.Unique);
    }

    private static async Task ShouldStopTwice(ContractBench bench)
    {
        await bench.StartEngineAsync();
        bench.Publish(StageAct.Fill);

        var events = await bench.SettleAsync();

        await bench.Test.Engine.StopAsync();
        await bench.Test.Engine.StopAsync();

        Assert.That(bench.Alerts, Is.Empty);
        Assert.That(events, Has.Count.EqualTo(1));
    }

    private static async Task ShouldSendTheTagUnchanged(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Fill, Side.Sell);

        Assert.That(bench.Stage.Received.Select(order => order.Tag), Is.EqualTo(new[] { id.ToString() }));
        var received = bench.ReceivedOf(id);
        Assert.That(received.Tag, Does.Match("^[0-9A-Za-z]{20}$"));
        Assert.That((received.Side, received.Quantity), Is.EqualTo((Side.Sell, ContractBench.Quantity)));
    }

    private static async Task ShouldSendASignalOnce(ContractBench bench)
    {
        await bench.StartEngineAsync();
        var id = bench.Publish(StageAct.Fill);
        var signal = (await bench.SettleAsync()).Single().Signal;
        bench.Test.Engine.Publish(signal);

        Assert.That(await bench.SettleAsync(), Has.Count.EqualTo(1));
        Assert.That(bench.Stage.Received, Has.Count.EqualTo(1));
        Assert.That(bench.ReceivedOf(id).FilledQuantity, Is.EqualTo(ContractBench.Quantity));
    }

    private static async Task ShouldSendAnOrderOnce(ContractBench bench)
    {
        var trader = await bench.StartTraderAsync();
        var order = bench.MakeOrder(StageAct.Fill);

        var first = await trader.ExecuteAsync(order, CancellationToken.None);
        var second = await trader.ExecuteAsync(order, CancellationToken.None);

        Assert.That(bench.Stage.Received, Has.Count.EqualTo(1));
        Assert.That((second.Kind, second.Quantity), Is.EqualTo((first.Kind, first.Quantity)));
        await trader.ShutdownAsync(CancellationToken.None);
    }

    private static async Task ShouldSayWhyAnOrderIsRefused(ContractBench bench)
    {
        await bench.StartEngineAsync();
        bench.Publish(StageAct.Reject);

        var refusal = (await bench.SettleAsync()).Single();

        Assert.That(refusal.Type, Is.EqualTo(OrderEventType.Failed));
        Assert.That(refusal.ErrorMessage, Is.Not.Null.And.Not.Empty);
        Assert.That(bench.Test.Engine.GetOpenOrders(), Is.Empty);

        // The counterparty said no, which is an answer like others.
        var kinds = bench.Test.Sink.Alerts.Select(alert => alert.Kind);
        Assert.That(kinds, Does.Not.Contain(AlertKind.TraderThrew).And.Not.Contain(AlertKind.TraderAnswerInvalid));
    }

    private static async Task ShouldGoOnAfterARefusal(ContractBench bench)
    {
        await bench.StartEngineAsync();
        bench.Publish(StageAct.Reject);
        bench.Publish(StageAct.Fill);

        var types = (await bench.SettleAsync()).Select(one => one.Type);
        Assert.That(types, Is.EqualTo(new[] { OrderEventType.Failed, OrderEventType.Filled }));
    }

    private static async Task ShouldKeepSecrets(ContractBench bench)
    {
        var features = bench.Stage.Features;
        await bench.StartEngineAsync();
        bench.Publish(StageAct.Fill);
        if (features.HasFlag(TraderFeatures.CanReject))
        {
            bench.Publish(StageAct.Reject);
        }

        if (features.HasFlag(TraderFeatures.CanLoseAnswers))
        {
            bench.Publish(StageAct.LoseAnswer);
        }

        if (features.HasFlag(TraderFeatures.CanBeDown))
        {
            bench.Stage.SetDown(true);
            bench.Publish(StageAct.Fill);
            await bench.Test.Engine.ReconcileAsync();
        }

        await bench.Test.Engine.StopAsync();

        Assert.That(bench.Stage.Secrets, Is.Not.Empty);
        foreach (var secret in bench.Stage.Secrets)
        {
            Assert.That(bench.Messages, Has.None.Contains(secret));
        }
    }
}
