using TradingEngine.Hosting.Settings;
using TradingEngine.Risk;

namespace TradingEngine.Hosting.Tests.Settings;

[TestFixture]
public sealed class RiskSettingsTests
{
    [Test]
    public void ShouldReadEveryLimit()
    {
        var reader = new SettingReader(TestHost.Configuration(
            ("Risk:HaltFile", "/run/halt"),
            ("Risk:OrderQuantityMax", "1"),
            ("Risk:OrderNotionalMax", "2.5"),
            ("Risk:PositionQuantityMax", "3"),
            ("Risk:OpenOrdersMax", "4"),
            ("Risk:OrdersPerSecondMax", "5"),
            ("Risk:PriceCollarPercent", "6.5"),
            ("Risk:PriceAgeMax", "7s"),
            ("Risk:DailyLossMax", "8.25"),
            ("Risk:Strategies:momentum:OrderQuantityMax", "9"),
            ("Risk:Strategies:momentum:DailyLossMax", "none")));

        var settings = RiskSettings.Read(reader);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Report.Errors, Is.Empty);
            Assert.That(settings.HaltFile, Is.EqualTo("/run/halt"));
            Assert.That(Values(settings.Limits), Is.EqualTo(new object?[] { 1L, 2.5m, 3L, 4, 5, 6.5m, TimeSpan.FromSeconds(7), 8.25m }));
            Assert.That(settings.ByStrategy.Keys, Is.EqualTo(new[] { "momentum" }));
            Assert.That(Values(settings.ByStrategy["momentum"])[0], Is.EqualTo(9L));
            Assert.That(Values(settings.ByStrategy["momentum"])[1..], Is.All.Null);
        }
    }

    [Test]
    public void ShouldNameEverythingThatIsWrong()
    {
        var reader = new SettingReader(TestHost.Configuration(
            ("Risk:OrderQuantityMax", "1.5"),
            ("Risk:OpenOrdersMax", "many"),
            ("Risk:PriceCollarPercent", "-1"),
            ("Risk:Strategies:momentum:OrdersPerSecondMax", "0"),
            ("Risk:Strategies:momentum:OrderQuantity", "1")));

        RiskSettings.Read(reader);

        Assert.That(
            reader.Report.Errors.Select(error => error.Split(' ')[0]),
            Is.EquivalentTo(new[]
            {
                "Risk:OrderQuantityMax",
                "Risk:OpenOrdersMax",
                "Risk:PriceCollarPercent",
                "Risk:Strategies:momentum:OrdersPerSecondMax",
                "Risk:Strategies:momentum:OrderQuantity",
            }));
    }

    private static object?[] Values(RiskLimits limits) =>
    [
        limits.OrderQuantityMax, limits.OrderNotionalMax, limits.PositionQuantityMax, limits.OpenOrdersMax,
        limits.OrdersPerSecondMax, limits.PriceCollarPercent, limits.PriceAgeMax, limits.DailyLossMax,
    ];
}
