using TradingEngine.Risk;

namespace TradingEngine.Tests.Risk;

[TestFixture]
public sealed class RiskLimitsTests
{
    [Test]
    public void ShouldHaveNoLimitsByDefault()
    {
        var limits = new RiskLimits();
        Assert.That(limits.IsEmpty);
        Assert.That(limits.Validate(""), Is.Empty);
    }

    [Test]
    public void ShouldTakeTheEndsOfTheRanges()
    {
        Assert.That(Lowest().Validate(""), Is.Empty);
        var highest = new RiskLimits
        {
            OrderQuantityMax = long.MaxValue,
            OrderNotionalMax = decimal.MaxValue,
            PositionQuantityMax = long.MaxValue,
            OpenOrdersMax = int.MaxValue,
            OrdersPerSecondMax = 100_000,
            PriceCollarPercent = 1_000,
            PriceAgeMax = TimeSpan.MaxValue,
            DailyLossMax = decimal.MaxValue,
        };
        Assert.That(highest.Validate(""), Is.Empty);
        Assert.That(highest.IsEmpty, Is.False);
    }

    [Test]
    public void ShouldNameEverythingThatIsWrong()
    {
        var limits = new RiskLimits
        {
            OrderQuantityMax = 0,
            OrderNotionalMax = -0.5m,
            PositionQuantityMax = -1,
            OpenOrdersMax = 0,
            OrdersPerSecondMax = 100_001,
            PriceCollarPercent = 1_000.1m,
            PriceAgeMax = TimeSpan.Zero,
            DailyLossMax = 0,
        };
        Assert.That(limits.Validate("Global."), Is.EqualTo(
        [
            "Global.OrderQuantityMax must be above zero, not 0.",
            "Global.OrderNotionalMax must be above zero, not -0.5.",
            "Global.PositionQuantityMax must be above zero, not -1.",
            "Global.OpenOrdersMax must be above zero, not 0.",
            "Global.OrdersPerSecondMax must be 1 to 100000, not 100001.",
            "Global.PriceCollarPercent must be above zero and at most 1000, not 1000.1.",
            "Global.PriceAgeMax must be above zero, not 00:00:00.",
            "Global.DailyLossMax must be above zero, not 0.",
        ]));
    }

    [Test]
    public void ShouldRefuseZeroWhereARangeHasTwoEnds() => Assert.That(
        new RiskLimits { OrdersPerSecondMax = 0, PriceCollarPercent = 0 }.Validate("").Count, Is.EqualTo(2));

    [Test]
    public void ShouldKeepTheGateFromWrongLimits()
    {
        var wrong = new RiskLimits { OrderQuantityMax = 0 };
        Assert.That(() => new RiskRig(wrong), Throws.ArgumentException.With.Message.Contains("OrderQuantityMax"));
        Assert.That(
            () => new RiskRig(null, wrong),
            Throws.ArgumentException.With.Message.Contains("momentum.OrderQuantityMax"));
    }

    [Test]
    public void ShouldNotBeEmptyWithAnySingleLimit()
    {
        RiskLimits[] singles =
        [
            new() { OrderQuantityMax = 1 },
            new() { OrderNotionalMax = 1 },
            new() { PositionQuantityMax = 1 },
            new() { OpenOrdersMax = 1 },
            new() { OrdersPerSecondMax = 1 },
            new() { PriceCollarPercent = 1 },
            new() { PriceAgeMax = TimeSpan.FromTicks(1) },
            new() { DailyLossMax = 1 },
        ];
        Assert.That(singles, Has.None.Matches<RiskLimits>(limits => limits!.IsEmpty));
    }

    private static RiskLimits Lowest() => new()
    {
        OrderQuantityMax = 1,
        OrderNotionalMax = 0.00000001m,
        PositionQuantityMax = 1,
        OpenOrdersMax = 1,
        OrdersPerSecondMax = 1,
        PriceCollarPercent = 0.00000001m,
        PriceAgeMax = TimeSpan.FromTicks(1),
        DailyLossMax = 0.00000001m,
    };
}
