using TradingEngine.Model;
using TradingEngine.Risk;

namespace TradingEngine.Tests.Risk;

[TestFixture]
public sealed class TradingModeTests
{
    [Test]
    public void ShouldBeActiveUnlessSet()
    {
        var rig = new RiskRig();
        Assert.That(rig.Gate.Mode, Is.EqualTo(TradingMode.Active));
        Assert.That(rig.Send(Side.Buy, 1), Is.Null);
    }

    [Test]
    public void ShouldRefuseEveryOrderWhereHalted([Values] Side side)
    {
        var rig = new RiskRig();
        rig.Fill(side == Side.Buy ? Side.Sell : Side.Buy, 10);
        rig.Gate.Mode = TradingMode.Halted;
        Assert.That(
            rig.Send(side, 1), Is.EqualTo(new RiskRefusal("halted", "Trading is halted; no order leaves")));
        rig.Gate.Mode = TradingMode.Active;
        Assert.That(rig.Send(side, 1), Is.Null);
    }

    [Test]
    public void ShouldLetOrdersThatReduceLeaveWhereReducing([Values] Side side)
    {
        var rig = Reducing(side, 10);
        Assert.That(rig.Send(Opposite(side), 4), Is.Null);
        rig.Fill(Opposite(side), 4, isLast: true);
        Assert.That(rig.Send(Opposite(side), 6), Is.Null);
        rig.Fill(Opposite(side), 6, isLast: true);
        Assert.That(rig.Send(side, 1)?.Key, Is.EqualTo("reducing"));
        Assert.That(rig.Send(Opposite(side), 1)?.Key, Is.EqualTo("reducing"));
    }

    [Test]
    public void ShouldRefuseAnOrderThatCrossesZeroWhereReducing([Values] Side side)
    {
        var rig = Reducing(side, 10);
        var position = side == Side.Buy ? "10" : "-10";
        Assert.That(rig.Send(Opposite(side), 11), Is.EqualTo(new RiskRefusal(
            "reducing",
            $"Trading is reducing; {Opposite(side)} 11 does not only reduce a position of {position} " +
            "with 0 open on that side")));
    }

    [Test]
    public void ShouldRefuseAnOrderThatIncreasesWhereReducing([Values] Side side) =>
        Assert.That(Reducing(side, 10).Send(side, 1)?.Key, Is.EqualTo("reducing"));

    [Test]
    public void ShouldRefuseBothSidesOfAFlatPositionWhereReducing([Values] Side side)
    {
        var rig = new RiskRig();
        rig.Gate.Mode = TradingMode.Reducing;
        Assert.That(rig.Send(side, 1)?.Key, Is.EqualTo("reducing"));
    }

    [Test]
    public void ShouldCountTheFirstOfTwoReducingOrdersAsOpen([Values] Side side)
    {
        var rig = Reducing(side, 10);
        Assert.That(rig.Send(Opposite(side), 6), Is.Null);
        Assert.That(rig.Send(Opposite(side), 5)?.Message, Does.EndWith("with 6 open on that side"));
        Assert.That(rig.Send(Opposite(side), 4), Is.Null);
        rig.Close(Opposite(side), 6);
        Assert.That(rig.Send(Opposite(side), 7)?.Key, Is.EqualTo("reducing"));
        Assert.That(rig.Send(Opposite(side), 6), Is.Null);
    }

    [Test]
    public void ShouldLookAtThePositionOfTheOrdersOwnTraderAndStrategy()
    {
        var rig = Reducing(Side.Buy, 10);
        Assert.That(rig.Send(Side.Sell, 1, trader: "zerodha")?.Key, Is.EqualTo("reducing"));
        Assert.That(rig.Send(Side.Sell, 1, strategy: "other")?.Key, Is.EqualTo("reducing"));
        Assert.That(rig.Send(Side.Sell, 1, token: 2)?.Key, Is.EqualTo("reducing"));
    }

    [Test]
    public void ShouldKeepTheLimitsWhereReducing()
    {
        var rig = new RiskRig(new RiskLimits { OrderQuantityMax = 5 });
        rig.Fill(Side.Buy, 10);
        rig.Gate.Mode = TradingMode.Reducing;
        Assert.That(rig.Send(Side.Sell, 6)?.Key, Is.EqualTo("order_quantity_max"));
        Assert.That(rig.Send(Side.Sell, 5), Is.Null);
    }

    private static Side Opposite(Side side) => side == Side.Buy ? Side.Sell : Side.Buy;

    private static RiskRig Reducing(Side heldBy, long quantity)
    {
        var rig = new RiskRig();
        rig.Fill(heldBy, quantity);
        rig.Gate.Mode = TradingMode.Reducing;
        return rig;
    }
}
