using TradingEngine.Model;
using TradingEngine.Risk;

namespace TradingEngine.Tests.Risk;

/// <summary>The limits that look at the order alone: quantity, notional, collar, age of the price.</summary>
[TestFixture]
public sealed class OrderLimitTests
{
    [Test]
    public void ShouldLimitTheQuantity([Values] bool isGlobal, [Values] Side side)
    {
        var rig = RiskRig.With(isGlobal, new RiskLimits { OrderQuantityMax = 100 });
        Assert.That(rig.Send(side, 99), Is.Null);
        Assert.That(rig.Send(side, 100), Is.Null);
        Assert.That(rig.Send(side, 101), Is.EqualTo(new RiskRefusal(
            "order_quantity_max",
            $"Limit order_quantity_max of {RiskRig.WhoseOf(isGlobal)} is 100; the order has 101")));
    }

    [Test]
    public void ShouldLimitTheNotional([Values] bool isGlobal, [Values] Side side)
    {
        var rig = RiskRig.With(isGlobal, new RiskLimits { OrderNotionalMax = 1_000.5m });
        Assert.That(rig.Send(side, 10, "100.04"), Is.Null);
        Assert.That(rig.Send(side, 10, "100.05"), Is.Null);
        Assert.That(rig.Send(side, 10, "100.06"), Is.EqualTo(new RiskRefusal(
            "order_notional_max",
            $"Limit order_notional_max of {RiskRig.WhoseOf(isGlobal)} is 1000.5; the order has 1000.6")));
    }

    [Test]
    public void ShouldRefuseANotionalThatDoesNotFit()
    {
        var rig = new RiskRig(new RiskLimits { OrderNotionalMax = decimal.MaxValue });
        var refusal = rig.Send(Side.Buy, long.MaxValue, "92233720368");
        Assert.That(refusal?.Key, Is.EqualTo("order_notional_max"));
        Assert.That(refusal?.Message, Does.EndWith("; the order has more than a decimal can hold"));
    }

    [TestCase("95", "94.99", 5.01)]
    [TestCase("105", "105.01", 5.01)]
    public void ShouldLimitTheDistanceOfTheSignalsPrice(string atLimit, string beyond, decimal percent)
    {
        foreach (var isGlobal in new[] { true, false })
        {
            var rig = RiskRig.With(isGlobal, new RiskLimits { PriceCollarPercent = 5 });
            Assert.That(rig.Send(Side.Buy, 1, "100", "100"), Is.Null);
            Assert.That(rig.Send(Side.Buy, 1, "100", atLimit), Is.Null);
            Assert.That(rig.Send(Side.Sell, 1, "100", beyond), Is.EqualTo(new RiskRefusal(
                "price_collar_percent",
                $"Limit price_collar_percent of {RiskRig.WhoseOf(isGlobal)} is 5; the order has {percent} " +
                $"({beyond} against 100)")));
        }
    }

    [Test]
    public void ShouldNeedNoLastPriceForTheCollarOfASignalWithoutPrice()
    {
        var rig = new RiskRig(new RiskLimits { PriceCollarPercent = 5 });
        Assert.That(rig.Send(Side.Buy, 1, null), Is.Null);
        Assert.That(rig.Send(Side.Buy, 1, null, "0"), Is.Null);
        Assert.That(rig.Send(Side.Buy, 1, null, "100")?.Message, Is.EqualTo(
            "Limit price_collar_percent of all strategies is 5; the order has no last price"));
    }

    [Test]
    public void ShouldLimitTheAgeOfTheLastPrice([Values] bool isGlobal, [Values] Side side)
    {
        var limit = TimeSpan.FromSeconds(5);
        var rig = RiskRig.With(isGlobal, new RiskLimits { PriceAgeMax = limit });
        Assert.That(rig.Send(side, 1, priceAge: TimeSpan.FromSeconds(-1)), Is.Null);
        Assert.That(rig.Send(side, 1, priceAge: limit - TimeSpan.FromTicks(1)), Is.Null);
        Assert.That(rig.Send(side, 1, priceAge: limit), Is.Null);
        Assert.That(rig.Send(side, 1, priceAge: limit + TimeSpan.FromTicks(1)), Is.EqualTo(new RiskRefusal(
            "price_age_max",
            $"Limit price_age_max of {RiskRig.WhoseOf(isGlobal)} is 00:00:05; the order has 00:00:05.0000001")));
    }

    [TestCase(null)]
    [TestCase("0")]
    public void ShouldRefuseAnOrderWithoutLastPriceWhereALimitNeedsOne(string? lastPrice)
    {
        var notional = new RiskRig(new RiskLimits { OrderNotionalMax = 1 }).Send(Side.Buy, 1, lastPrice);
        var age = new RiskRig(new RiskLimits { PriceAgeMax = TimeSpan.FromDays(1) }).Send(Side.Buy, 1, lastPrice);
        Assert.That(notional?.Message, Is.EqualTo(
            "Limit order_notional_max of all strategies is 1; the order has no last price"));
        Assert.That(age?.Message, Is.EqualTo(
            "Limit price_age_max of all strategies is 1.00:00:00; the order has no last price"));
        Assert.That(new RiskRig(new RiskLimits { OrderQuantityMax = 1 }).Send(Side.Buy, 1, lastPrice), Is.Null);
    }

    [Test]
    public void ShouldCheckTheGlobalLimitFirstAndTheStrategysNext()
    {
        var rig = new RiskRig(new RiskLimits { OrderQuantityMax = 100 }, new RiskLimits { OrderQuantityMax = 50 });
        Assert.That(rig.Send(Side.Buy, 101)?.Message, Does.Contain("of all strategies is 100"));
        Assert.That(rig.Send(Side.Buy, 51)?.Message, Does.Contain("of strategy 'momentum' is 50"));
        Assert.That(rig.Send(Side.Buy, 50), Is.Null);
        Assert.That(rig.Send(Side.Buy, 100, strategy: "Momentum"), Is.Null);
    }

    [TestCase(0)]
    [TestCase(-1)]
    public void ShouldNotTakeAQuantityThatIsNone(long quantity)
    {
        var rig = new RiskRig();
        Assert.That(() => rig.Send(Side.Buy, quantity), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => rig.Fill(Side.Buy, quantity), Throws.TypeOf<ArgumentOutOfRangeException>());
        Assert.That(() => rig.Close(Side.Buy, -1), Throws.TypeOf<ArgumentOutOfRangeException>());
    }
}
