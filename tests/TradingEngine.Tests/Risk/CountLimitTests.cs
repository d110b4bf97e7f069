using TradingEngine.Model;
using TradingEngine.Risk;

namespace TradingEngine.Tests.Risk;

/// <summary>The limits that count over orders: position, open orders, orders per second.</summary>
[TestFixture]
public sealed class CountLimitTests
{
    [Test]
    public void ShouldLimitThePositionWithEverythingOpenOnTheSide([Values] bool isGlobal, [Values] Side side)
    {
        var rig = RiskRig.With(isGlobal, new RiskLimits { PositionQuantityMax = 100 });
        rig.Trade(side, 40);
        Assert.That(rig.Send(side, 30), Is.Null);
        Assert.That(rig.Send(side, 29), Is.Null);
        Assert.That(rig.Send(side, 2), Is.EqualTo(new RiskRefusal(
            "position_quantity_max",
            $"Limit position_quantity_max of {RiskRig.WhoseOf(isGlobal)} is 100; the order could make it " +
            (side == Side.Buy ? "101" : "-101"))));
        Assert.That(rig.Send(side, 1), Is.Null);
        rig.Close(side, 30);
        Assert.That(rig.Send(side, 31)?.Key, Is.EqualTo("position_quantity_max"));
        Assert.That(rig.Send(side, 30), Is.Null);
    }

    [Test]
    public void ShouldCountAPartialFillOnceForThePosition([Values] Side side)
    {
        var rig = new RiskRig(new RiskLimits { PositionQuantityMax = 100 });
        Assert.That(rig.Send(side, 100), Is.Null);
        rig.Fill(side, 60);
        Assert.That(rig.Send(side, 1), Is.Not.Null);
        rig.Close(side, 40);
        Assert.That(rig.Send(side, 41), Is.Not.Null);
        Assert.That(rig.Send(side, 40), Is.Null);
    }

    [Test]
    public void ShouldNotCountTheOtherSideForThePosition()
    {
        var rig = new RiskRig(new RiskLimits { PositionQuantityMax = 100 });
        Assert.That(rig.Send(Side.Buy, 100), Is.Null);
        Assert.That(rig.Send(Side.Sell, 100), Is.Null);
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null);
        Assert.That(rig.Send(Side.Sell, 1), Is.Not.Null);
    }

    [Test]
    public void ShouldLetAPositionBeyondTheLimitBecomeSmaller()
    {
        var rig = new RiskRig(new RiskLimits { PositionQuantityMax = 100 });
        rig.Fill(Side.Buy, 250);
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null);
        Assert.That(rig.Send(Side.Sell, 50), Is.Null);
        Assert.That(rig.Send(Side.Sell, 301)?.Message, Does.EndWith("could make it -101"));
        Assert.That(rig.Send(Side.Sell, 300), Is.Null);
    }

    [Test]
    public void ShouldCountThePositionOverTradersAndGloballyOverStrategies()
    {
        var rig = new RiskRig(
            new RiskLimits { PositionQuantityMax = 100 }, new RiskLimits { PositionQuantityMax = 50 });
        rig.Trade(Side.Buy, 30, trader: "paper");
        Assert.That(
            rig.Send(Side.Buy, 21, trader: "zerodha")?.Message,
            Does.Contain("'momentum' is 50; the order could make it 51"));
        rig.Trade(Side.Buy, 20, trader: "zerodha");
        Assert.That(
            rig.Send(Side.Buy, 51, strategy: "other")?.Message,
            Does.Contain("all strategies is 100; the order could make it 101"));
        Assert.That(rig.Send(Side.Buy, 50, strategy: "other"), Is.Null);
        Assert.That(rig.Send(Side.Buy, 50, token: 2), Is.Null);
    }

    [Test]
    public void ShouldNotWrapWhereQuantitiesAreHuge()
    {
        var rig = new RiskRig(new RiskLimits { PositionQuantityMax = long.MaxValue });
        rig.Fill(Side.Buy, long.MaxValue);
        Assert.That(rig.Send(Side.Buy, 1)?.Message, Does.EndWith("could make it 9223372036854775808"));
        rig.Fill(Side.Buy, long.MaxValue);
        Assert.That(rig.Gate.ExposureOf("paper", "momentum", 1).Position, Is.EqualTo((Int128)long.MaxValue * 2));
        Assert.That(rig.Send(Side.Sell, long.MaxValue), Is.Null);
    }

    [Test]
    public void ShouldLimitOpenOrders([Values] bool isGlobal, [Values] Side side)
    {
        var rig = RiskRig.With(isGlobal, new RiskLimits { OpenOrdersMax = 2 });
        Assert.That(rig.Send(side, 10), Is.Null);
        Assert.That(rig.Send(side, 10, token: 2, trader: "zerodha"), Is.Null);
        Assert.That(rig.Send(side, 10), Is.EqualTo(new RiskRefusal(
            "open_orders_max",
            $"Limit open_orders_max of {RiskRig.WhoseOf(isGlobal)} is 2; the order would make it 3")));
        Assert.That(rig.Send(side, 10, strategy: "other") is null, Is.EqualTo(!isGlobal));
        rig.Fill(side, 4);
        Assert.That(rig.Send(side, 10), Is.Not.Null);
        rig.Close(side, 6);
        Assert.That(rig.Send(side, 10), Is.Null);
    }

    [Test]
    public void ShouldCloseAnOrderWithItsLastFill()
    {
        var rig = new RiskRig(new RiskLimits { OpenOrdersMax = 1 });
        Assert.That(rig.Send(Side.Buy, 10), Is.Null);
        rig.Fill(Side.Buy, 4);
        rig.Fill(Side.Buy, 6, isLast: true);
        Assert.That(
            rig.Gate.ExposureOf("paper", "momentum", 1), Is.EqualTo(((Int128)10, Int128.Zero, Int128.Zero, 0L)));
        Assert.That(rig.Send(Side.Buy, 10), Is.Null);
    }

    [Test]
    public void ShouldKeepAnUnknownOrderOpenWithItsWholeQuantity()
    {
        // An unknown outcome is neither a fill nor a close, whatever else happens to other orders.
        var rig = new RiskRig(new RiskLimits { OpenOrdersMax = 2, PositionQuantityMax = 100 });
        Assert.That(rig.Send(Side.Buy, 70), Is.Null);
        rig.Trade(Side.Buy, 20);
        rig.Now += TimeSpan.FromDays(2);
        Assert.That(rig.Send(Side.Buy, 11)?.Key, Is.EqualTo("position_quantity_max"));
        Assert.That(rig.Send(Side.Buy, 5), Is.Null);
        Assert.That(rig.Send(Side.Buy, 5)?.Key, Is.EqualTo("open_orders_max"));
    }

    [Test]
    public void ShouldNotCountBelowZeroWhatIsOpen()
    {
        var rig = new RiskRig(new RiskLimits { OpenOrdersMax = 1, PositionQuantityMax = 100 });
        rig.Close(Side.Buy, 50);
        rig.Fill(Side.Buy, 10, isLast: true);
        Assert.That(
            rig.Gate.ExposureOf("paper", "momentum", 1), Is.EqualTo(((Int128)10, Int128.Zero, Int128.Zero, 0L)));
        Assert.That(rig.Send(Side.Buy, 90), Is.Null);
        Assert.That(rig.Send(Side.Sell, 1)?.Key, Is.EqualTo("open_orders_max"));
    }

    [Test]
    public void ShouldCountNothingForARefusedOrder()
    {
        var rig = new RiskRig(
            new RiskLimits { OrdersPerSecondMax = 1, OpenOrdersMax = 1 }, new RiskLimits { OrderQuantityMax = 5 });
        Assert.That(rig.Send(Side.Buy, 6)?.Key, Is.EqualTo("order_quantity_max"));
        Assert.That(rig.Gate.ExposureOf("paper", "momentum", 1), Is.EqualTo(default((Int128, Int128, Int128, long))));
        Assert.That(rig.Send(Side.Buy, 5), Is.Null);
    }

    [Test]
    public void ShouldLimitOrdersPerSecond([Values] bool isGlobal, [Values] Side side)
    {
        var rig = RiskRig.With(isGlobal, new RiskLimits { OrdersPerSecondMax = 2 });
        Assert.That(rig.Send(side, 1), Is.Null);
        rig.Now += TimeSpan.FromSeconds(0.5);
        Assert.That(rig.Send(side, 1, trader: "zerodha", token: 2), Is.Null);
        rig.Now += TimeSpan.FromSeconds(0.5) - TimeSpan.FromTicks(1);
        Assert.That(rig.Send(side, 1), Is.EqualTo(new RiskRefusal(
            "orders_per_second_max",
            $"Limit orders_per_second_max of {RiskRig.WhoseOf(isGlobal)} is 2; the order would make it 3")));
        Assert.That(rig.Send(side, 1, strategy: "other") is null, Is.EqualTo(!isGlobal));
        rig.Now += TimeSpan.FromTicks(1);
        Assert.That(rig.Send(side, 1), Is.Null);
        Assert.That(rig.Send(side, 1), Is.Not.Null);
    }
}
