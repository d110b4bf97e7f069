using TradingEngine.Model;
using TradingEngine.Risk;

namespace TradingEngine.Tests.Risk;

[TestFixture]
public sealed class DailyLossTests
{
    private static readonly RiskLimits Thousand = new() { DailyLossMax = 1_000 };

    [TestCase("90.01", false)]
    [TestCase("90", true)]
    [TestCase("89.99", true)]
    public void ShouldLimitTheRealisedLoss(string exit, bool isRefused)
    {
        foreach (var isGlobal in new[] { true, false })
        {
            var rig = RiskRig.With(isGlobal, Thousand);
            rig.Trade(Side.Buy, 100, "100");
            rig.Trade(Side.Sell, 100, exit);
            var refusal = rig.Send(Side.Buy, 1);
            Assert.That(refusal is not null, Is.EqualTo(isRefused));
            Assert.That(refusal?.Key, Is.EqualTo(isRefused ? "daily_loss_max" : null));
        }
    }

    [Test]
    public void ShouldSayWhatTheLossIs([Values] bool isGlobal)
    {
        var rig = RiskRig.With(isGlobal, Thousand);
        rig.Trade(Side.Sell, 100, "100");
        rig.Trade(Side.Buy, 100, "112.5", 0.25m);
        Assert.That(rig.Send(Side.Sell, 1)?.Message, Is.EqualTo(
            $"Limit daily_loss_max of {RiskRig.WhoseOf(isGlobal)} is 1000; the order meets a loss of 1250.25"));
    }

    [Test]
    public void ShouldCountTheOpenLossAndLetReducingOrdersThrough([Values] Side side)
    {
        var rig = new RiskRig(null, Thousand);
        var (opposite, bad, worse) = side == Side.Buy ? (Side.Sell, "90.01", "90") : (Side.Buy, "109.99", "110");
        rig.Trade(side, 100, "100");
        rig.Prices[1] = Price.Parse(bad);
        Assert.That(rig.Send(side, 1), Is.Null);
        rig.Prices[1] = Price.Parse(worse);
        Assert.That(rig.Send(side, 1)?.Key, Is.EqualTo("daily_loss_max"));
        Assert.That(rig.Send(side, 1, token: 2)?.Key, Is.EqualTo("daily_loss_max"));
        Assert.That(rig.Send(opposite, 101)?.Key, Is.EqualTo("daily_loss_max"));
        Assert.That(rig.Send(opposite, 60), Is.Null);
        Assert.That(rig.Send(opposite, 41)?.Key, Is.EqualTo("daily_loss_max"));
        Assert.That(rig.Send(opposite, 40), Is.Null);
    }

    [Test]
    public void ShouldCountFees()
    {
        var rig = new RiskRig(Thousand);
        rig.Trade(Side.Buy, 1, "100", 999.99m);
        rig.Trade(Side.Buy, 1, "100", 0.01m);
        Assert.That(rig.Send(Side.Buy, 1)?.Key, Is.EqualTo("daily_loss_max"));
    }

    [Test]
    public void ShouldValueAPositionWithoutPriceAtItsOwnAverage()
    {
        var rig = new RiskRig(Thousand);
        rig.Trade(Side.Buy, 100, "100");
        rig.Trade(Side.Buy, 100, "50");
        Assert.That(rig.Send(Side.Buy, 1), Is.Null);
        rig.Prices[1] = default;
        Assert.That(rig.Send(Side.Buy, 1), Is.Null);
        rig.Prices[1] = Price.Parse("70");
        Assert.That(rig.Send(Side.Buy, 1)?.Message, Does.EndWith("a loss of 1000"));
    }

    [Test]
    public void ShouldCountAStrategyOverItsTradersAndGloballyEverything()
    {
        var rig = new RiskRig(new RiskLimits { DailyLossMax = 2_000 }, Thousand);
        rig.Trade(Side.Buy, 60, "100", trader: "paper");
        rig.Trade(Side.Buy, 40, "100", trader: "zerodha", token: 2);
        rig.Trade(Side.Buy, 100, "100", strategy: "other", token: 3);
        (rig.Prices[1], rig.Prices[2]) = (Price.Parse("90"), Price.Parse("90"));
        Assert.That(rig.Send(Side.Buy, 1)?.Message, Does.Contain("strategy 'momentum' is 1000"));
        Assert.That(rig.Send(Side.Buy, 1, strategy: "other"), Is.Null);
        rig.Prices[3] = Price.Parse("90");
        Assert.That(rig.Send(Side.Buy, 1, strategy: "other")?.Message, Does.Contain("all strategies is 2000"));
    }

    [Test]
    public void ShouldBeginTheDayAtMidnightInIndia()
    {
        var rig = new RiskRig(Thousand) { Now = new DateTimeOffset(2026, 6, 2, 18, 29, 59, TimeSpan.Zero) };
        rig.Trade(Side.Buy, 1, "100", 1_000);
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null);
        rig.Now += TimeSpan.FromSeconds(1) - TimeSpan.FromTicks(1);
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null);
        rig.Now += TimeSpan.FromTicks(1);
        Assert.That(rig.Send(Side.Buy, 1), Is.Null);
    }

    [Test]
    public void ShouldBeginTheDayAtMidnightOfAnotherOffset()
    {
        var rig = new RiskRig(Thousand, null, TimeSpan.Zero)
        {
            Now = new DateTimeOffset(2026, 6, 2, 23, 59, 59, TimeSpan.Zero),
        };
        rig.Trade(Side.Buy, 1, "100", 1_000);
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null);
        rig.Now += TimeSpan.FromSeconds(1);
        Assert.That(rig.Send(Side.Buy, 1), Is.Null);
    }

    [Test]
    public void ShouldCarryAnOpenLossOverTheDayChangeAsNothing()
    {
        var rig = new RiskRig(null, Thousand);
        rig.Trade(Side.Buy, 100, "100");
        rig.Prices[1] = Price.Parse("85");
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null);
        rig.Now += TimeSpan.FromDays(1);
        Assert.That(rig.Send(Side.Buy, 1), Is.Null);
        rig.Prices[1] = Price.Parse("75.01");
        Assert.That(rig.Send(Side.Buy, 1), Is.Null);
        rig.Prices[1] = Price.Parse("75");
        Assert.That(rig.Send(Side.Buy, 1)?.Message, Does.EndWith("a loss of 1000"));
        Assert.That(rig.Send(Side.Sell, 100), Is.Null);
    }

    [Test]
    public void ShouldBeginTheDayBeforeItsFirstFill()
    {
        var rig = new RiskRig(Thousand);
        rig.Trade(Side.Buy, 100, "100");
        rig.Now += TimeSpan.FromDays(1);
        rig.Fill(Side.Sell, 100, "90");
        Assert.That(rig.Send(Side.Buy, 1)?.Key, Is.EqualTo("daily_loss_max"));
    }

    [Test]
    public void ShouldBeginTheDayWithAnOrderThatTheModeRefuses()
    {
        var rig = new RiskRig(Thousand);
        rig.Trade(Side.Buy, 100, "100");
        rig.Now += TimeSpan.FromDays(1);
        rig.Gate.Mode = TradingMode.Halted;
        Assert.That(rig.Send(Side.Buy, 1)?.Key, Is.EqualTo("halted"));
        rig.Prices[1] = Price.Parse("90");
        rig.Gate.Mode = TradingMode.Active;
        Assert.That(rig.Send(Side.Buy, 1)?.Key, Is.EqualTo("daily_loss_max"));
    }

    [Test]
    public void ShouldForgetNoLossWhereTheClockGoesBack()
    {
        var rig = new RiskRig(Thousand);
        rig.Trade(Side.Buy, 1, "100", 1_000);
        rig.Now -= TimeSpan.FromDays(1);
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null);
        rig.Now += TimeSpan.FromDays(1);
        Assert.That(rig.Send(Side.Buy, 1), Is.Not.Null);
    }

    [Test]
    public void ShouldRefuseWhereTheProfitFitsNoDecimal()
    {
        var rig = new RiskRig(Thousand);
        rig.Fill(Side.Buy, long.MaxValue, "92233720368");
        Assert.That(rig.Send(Side.Buy, 1)?.Message, Does.EndWith("a loss that no decimal can hold"));
        Assert.That(rig.Send(Side.Sell, 1), Is.Null);
        Assert.That(rig.Gate.ExposureOf("paper", "momentum", 1).Position, Is.EqualTo((Int128)long.MaxValue));
    }

    [Test]
    public void ShouldRefuseWhereTheValueFitsNoDecimal()
    {
        var rig = new RiskRig(Thousand);
        rig.Trade(Side.Buy, 1_000_000_000_000, "1");
        rig.Prices[1] = Price.MaxValue;
        Assert.That(rig.Send(Side.Buy, 1)?.Message, Does.EndWith("a loss that no decimal can hold"));
    }
}
