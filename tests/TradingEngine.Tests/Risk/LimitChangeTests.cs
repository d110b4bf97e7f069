using TradingEngine.Model;
using TradingEngine.Risk;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Risk;

/// <summary>Limits that change while orders are open and positions are held.</summary>
[TestFixture]
public sealed class LimitChangeTests
{
    private const string Momentum = "momentum";

    [Test]
    public void ShouldCountWhatWasHeldAndOpenBeforeThereWasALimit()
    {
        var rig = new RiskRig();
        rig.Trade(Side.Buy, 60);
        Assert.That(rig.Send(Side.Buy, 30), Is.Null);

        Set(rig, new RiskLimits { PositionQuantityMax = 100, OpenOrdersMax = 2 });

        Assert.That(rig.Send(Side.Buy, 11)?.Message, Does.Contain("position_quantity_max").And.Contain("101"));
        Assert.That(rig.Send(Side.Buy, 10), Is.Null);
        Assert.That(rig.Send(Side.Sell, 1)?.Message, Does.Contain("open_orders_max").And.Contain("3"));
        rig.Close(Side.Buy, 30);
        Assert.That(rig.Send(Side.Sell, 1), Is.Null);
    }

    [Test]
    public void ShouldTakeAnotherLimitAndNoneAtOnce()
    {
        var rig = new RiskRig(momentum: new RiskLimits { OrderQuantityMax = 10 });
        Assert.That(rig.Send(Side.Buy, 11), Is.Not.Null);

        Set(rig, new RiskLimits { OrderQuantityMax = 11 });
        Assert.That(rig.Send(Side.Buy, 11), Is.Null);

        Set(rig, new RiskLimits());
        Assert.That(rig.Send(Side.Buy, 1_000_000), Is.Null);
    }

    [Test]
    public void ShouldCountALossFromWhenItsLimitCame()
    {
        var rig = new RiskRig();
        rig.Prices[1] = Price.Parse("100");
        rig.Trade(Side.Buy, 10);
        rig.Prices[1] = Price.Parse("50");

        Set(rig, new RiskLimits { DailyLossMax = 100 });

        Assert.That(rig.Send(Side.Buy, 1, "50"), Is.Null, "the loss of before does not count");
        rig.Prices[1] = Price.Parse("39");
        Assert.That(rig.Send(Side.Buy, 1, "39")?.Message, Does.Contain("daily_loss_max").And.Contain("110"));

        Set(rig, new RiskLimits());
        Assert.That(rig.Send(Side.Buy, 1, "39"), Is.Null);
    }

    [Test]
    public void ShouldBeginTheRateAnewWhereItsLimitIsAnother()
    {
        var rig = new RiskRig(momentum: new RiskLimits { OrdersPerSecondMax = 1 });
        rig.Trade(Side.Buy, 1);
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null);

        Set(rig, new RiskLimits { OrdersPerSecondMax = 1, OrderQuantityMax = 5 });
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null, "the same rate goes on");

        Set(rig, new RiskLimits { OrdersPerSecondMax = 2 });
        rig.Trade(Side.Buy, 1);
        rig.Trade(Side.Buy, 1);
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null);
    }

    [Test]
    public async Task ShouldComeWithTheRoutesAndGoBackToWhatWasBuilt()
    {
        await using var test = await TestEngine.StartAsync(Topology.Fused, builder => builder
            .AddTrader("paper", new PaperTrader())
            .Limit(Momentum, new RiskLimits { OrderQuantityMax = 10 })
            .Route(Momentum, "paper"));
        test.Engine.Publish(Make.Tick(1, "100"));
        Publish(test, "built", null);
        Publish(test, "wide", new RiskLimits { OrderQuantityMax = 20 });
        Publish(test, "stays", null, sets: false);
        Publish(test, "back", null);

        Assert.That(
            test.Drain().Select(one => (one.Signal.SignalId, one.Type)),
            Is.EqualTo(new[]
            {
                ("built", OrderEventType.Failed),
                ("wide", OrderEventType.Filled),
                ("stays", OrderEventType.Filled),
                ("back", OrderEventType.Failed),
            }));
    }

    [Test]
    public void ShouldRefuseALimitOutOfItsRange()
    {
        var limits = new Dictionary<string, RiskLimits> { [Momentum] = new() { OpenOrdersMax = 0 } };

        Assert.That(
            () => new EngineBuilder().ConfigureRoutes(routes => routes.LimitStrategies(limits)),
            Throws.ArgumentException.With.Message.Contains("OpenOrdersMax").And.Message.Contains(Momentum));
    }

    private static void Publish(TestEngine test, string signal, RiskLimits? limits, bool sets = true)
    {
        test.Engine.UpdateRoutes(routes =>
        {
            routes.Route(Momentum, "paper");
            if (sets)
            {
                routes.LimitStrategies(
                    limits is null ? new Dictionary<string, RiskLimits>() : new() { [Momentum] = limits });
            }
        });
        test.Engine.Publish(Make.Signal(signal, quantity: 15));
    }

    private static void Set(RiskRig rig, RiskLimits limits) => rig.Gate.SetLimits([(Momentum, limits)]);
}
