using System.Text;
using Confluent.Kafka;
using Microsoft.Extensions.Time.Testing;
using TradingEngine.Kafka.Tests.Support;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Kafka.Tests.Sink;

/// <summary>What the services around the engine read, byte by byte.</summary>
[Parallelizable]
[TestFixture]
public sealed class PublishedEventTests
{
    private static readonly TradingSignal Signal =
        Make.Signal("signal-1") with { CorrelationId = "c-1", TraceId = "t-1" };

    [Test]
    public async Task ShouldWriteAFill()
    {
        using var rig = MakeRig();
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await StartAsync(rig, out _);
        rig.SendSignals(Signal);
        AssertIs(
            rig,
            "paper.orders.filled",
            OrderEventType.Filled,
            "order_filled",
            """
            "quantity":10,"fill_price":95.35,"timestamp":"2026-06-02T10:00:00.000000+05:30","broker":"paper",
            "strategy_id":"momentum","signal_type":"BUY","execution_mode":"paper","side":"BUY","fees":0.9535
            """);
    }

    [Test]
    public async Task ShouldWriteAFailure()
    {
        using var rig = MakeRig();
        await using var engine = await StartAsync(rig, out _);
        rig.SendSignals(Signal);
        AssertIs(
            rig,
            "paper.orders.failed",
            OrderEventType.Failed,
            "order_failed",
            """
            "quantity":10,"price":null,"timestamp":"2026-06-02T10:00:00.000000+05:30","broker":"paper",
            "strategy_id":"momentum","signal_type":"BUY","execution_mode":"paper",
            "error_message":"Last price required for paper trading"
            """);
    }

    [Test]
    public async Task ShouldWriteAPlacedOrder()
    {
        using var rig = MakeRig();
        rig.SendTick(Make.Tick(1, "95.35"));
        await using var engine = await RunningEngine.StartAsync(
            rig.Options,
            builder => builder.UseTimeProvider(new FakeTimeProvider(Make.Time))
                .AddTrader("paper", MakeRestingTrader()).RouteOthers("paper"),
            hasPaper: false);
        rig.SendSignals(Signal);
        AssertIs(
            rig,
            "paper.orders.submitted",
            OrderEventType.Placed,
            "order_placed",
            """
            "quantity":10,"price":null,"timestamp":"2026-06-02T10:00:00.000000+05:30","broker":"paper",
            "strategy_id":"momentum","signal_type":"BUY","execution_mode":"live","status":"PLACED"
            """);
    }

    [Test]
    public async Task ShouldPublishProfitAndLossByInterval()
    {
        using var rig = new KafkaRig(hasTopics: false);
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        rig.Options.PnlInterval = TimeSpan.FromSeconds(60);
        rig.Kafka.CreateTopics(rig.Options, "paper");
        rig.SendTick(Make.Tick(1, "100"));
        await using var engine = await StartAsync(rig, out var clock);
        rig.SendSignals(Make.Signal("buy"));
        engine.WaitForEvents(1);
        rig.SendTick(Make.Tick(1, "110"));
        engine.WaitForTicks(2);
        rig.SendSignals(Make.Signal("sell", SignalType.Sell, quantity: 4));
        engine.WaitForEvents(2);
        rig.SendTick(Make.Tick(1, "120"));
        engine.WaitForTicks(3);
        engine.WaitUntilIdle();

        clock.Advance(TimeSpan.FromSeconds(60));
        using var reader = new TopicReader(rig.Kafka.BootstrapServers, "paper.pnl.snapshots");
        var message = reader.Read(1)[0];
        var data = TopicReader.JsonOf(message).GetProperty("data");

        // Bought 10 at 100 for 1.0 of fees, sold 4 at 110 for 0.44; 6 are left at 120.
        Assert.That(Encoding.UTF8.GetString(message.Message.Key!), Is.EqualTo("portfolio_snapshot_paper:momentum"));
        Assert.That(data.GetProperty("realized_pnl").GetDecimal(), Is.EqualTo(38.56m));
        Assert.That(data.GetProperty("unrealized_pnl").GetDecimal(), Is.EqualTo(120m));
        Assert.That(data.GetProperty("total_pnl").GetDecimal(), Is.EqualTo(158.56m));
    }

    /// <summary>The signal may be there before the partition is: then the broker is asked first.</summary>
    private static DelegateTrader MakeRestingTrader() => new(_ => OrderResult.Accepted("17"))
    {
        Reconcile = orders => [.. orders.Select(order => new OrderEvidence(order.Order.Id, OrderResult.NotFound()))],
    };

    private static KafkaRig MakeRig()
    {
        var rig = new KafkaRig();
        rig.Options = rig.MakeOptions(ConsumerGroupProtocol.Consumer);
        return rig;
    }

    private static Task<RunningEngine> StartAsync(KafkaRig rig, out FakeTimeProvider clock)
    {
        var time = clock = new FakeTimeProvider(Make.Time);
        var options = new PaperTraderOptions { SlippagePercent = 0, CommissionPercent = 0.1m };
        return RunningEngine.StartAsync(
            rig.Options,
            builder => builder.UseTimeProvider(time)
                .AddTrader("paper", new PaperTrader(options)).RouteOthers("paper"),
            hasPaper: false);
    }

    private static void AssertIs(KafkaRig rig, string topic, OrderEventType type, string typeName, string rest)
    {
        using var reader = new TopicReader(rig.Kafka.BootstrapServers, topic);
        ConsumeResult<byte[]?, byte[]?> message = reader.Read(1)[0];
        var orderId = OrderIdentity.OrderIdOf("signal-1", "paper");
        var id = OrderIdentity.EventIdOf(orderId, type, 0);
        var expected = $$$"""
            {"id":"{{{id}}}","correlation_id":"c-1","causation_id":"signal-1","trace_id":"t-1","parent_trace_id":null,
            "broker":"paper","type":"{{{typeName}}}","ts":"2026-06-02T04:30:00.000000+00:00","key":"momentum:1",
            "source":"trading_engine","version":1,"data":{"order_id":"{{{orderId}}}","instrument_token":1,
            {{{rest}}}}}
            """.ReplaceLineEndings("");
        Assert.That(Encoding.UTF8.GetString(message.Message.Value!), Is.EqualTo(expected));
        Assert.That(Encoding.UTF8.GetString(message.Message.Key!), Is.EqualTo("momentum:1"));
        Assert.That(TopicReader.HeaderOf(message, "trace_id"), Is.EqualTo("t-1"));
        Assert.That(TopicReader.HeaderOf(message, "correlation_id"), Is.EqualTo("c-1"));
    }
}
