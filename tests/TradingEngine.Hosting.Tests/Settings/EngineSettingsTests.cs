using TradingEngine.Hosting.Settings;
using TradingEngine.Ingress;

namespace TradingEngine.Hosting.Tests.Settings;

[TestFixture]
public sealed class EngineSettingsTests
{
    [Test]
    public void ShouldReadEveryOption()
    {
        var expected = new Dictionary<string, object>
        {
            ["Topology"] = Topology.Inline,
            ["WaitStrategy"] = WaitStrategy.Blocking,
            ["Producers"] = Producers.One,
            ["TickOverflow"] = TickOverflow.Wait,
            ["RingSize"] = 2,
            ["EgressRingSize"] = 4,
            ["InstrumentCapacity"] = 5,
            ["DuplicateCapacity"] = 6,
            ["SignalAgeLimit"] = TimeSpan.FromSeconds(7),
            ["LaneCount"] = 8,
            ["LaneCapacity"] = 9,
            ["LatencyWindow"] = 10,
            ["RequireListedInstrument"] = true,
            ["InitializationTimeout"] = TimeSpan.FromSeconds(11),
            ["StopTimeout"] = TimeSpan.FromSeconds(12),
            ["ReconcileInterval"] = TimeSpan.FromSeconds(13),
            ["ReconcileTimeout"] = TimeSpan.FromSeconds(14),
        };
        var configuration = TestHost.Configuration(
            [.. expected.Select(pair => ($"Engine:{pair.Key}", pair.Value.ToString()))]);
        var reader = new SettingReader(configuration);
        var options = EngineSettings.Read(reader, new EngineOptions()).Options;

        var read = typeof(EngineOptions).GetProperties()
            .ToDictionary(property => property.Name, property => property.GetValue(options)!);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Report.Errors, Is.Empty);
            Assert.That(read, Is.EquivalentTo(expected));
        }
    }

    [Test]
    public void ShouldReadRoutes()
    {
        var reader = new SettingReader(TestHost.Configuration(
            ("Engine:Routes:momentum:0", "paper"),
            ("Engine:Routes:momentum:1", "zerodha"),
            ("Engine:Routes:mean_reversion", "paper"),
            ("Engine:Routes:retired", ""),
            ("Engine:RouteOthers", "paper")));
        var settings = EngineSettings.Read(reader, new EngineOptions());
        settings.CheckTraders(reader, ["paper"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Routes["momentum"], Is.EqualTo(["paper", "zerodha"]));
            Assert.That(settings.Routes["mean_reversion"], Is.EqualTo(["paper"]));
            Assert.That(settings.Routes["retired"], Is.Empty);
            Assert.That(settings.RouteOthers, Is.EqualTo(["paper"]));
            Assert.That(
                reader.Report.Errors,
                Is.EqualTo(
                ["Engine:Routes:momentum names 'zerodha', which is no trader of this engine; there are paper."]));
        }
    }

    [TestCase("100", null, "PaperTrading:SlippagePercent must be 0 to less than 100, not 100.")]
    [TestCase("-0.1", null, "PaperTrading:SlippagePercent must be 0 to less than 100, not -0.1.")]
    [TestCase(null, "100.01", "PaperTrading:CommissionPercent must be 0 to 100, not 100.01.")]
    public void ShouldRefusePercentagesOutOfRange(string? slippage, string? commission, string message)
    {
        var reader = new SettingReader(TestHost.Configuration(
            ("PaperTrading:SlippagePercent", slippage), ("PaperTrading:CommissionPercent", commission)));
        var options = PaperTradingSettings.Read(reader);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(reader.Report.Errors, Is.EqualTo([message]));
            Assert.That((options.SlippagePercent, options.CommissionPercent), Is.EqualTo((0.05m, 0.1m)));
        }
    }

    [Test]
    public void ShouldLeaveOutTradersThatAreNotEnabled()
    {
        var reader = new SettingReader(TestHost.Configuration(
            ("Traders:Paper:Enabled", "false"), ("Traders:Other:Enabled", "false")));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(TraderSettings.Read(reader, ["paper", "zerodha"]), Is.EqualTo(["zerodha"]));
            Assert.That(reader.Report.Errors, Is.Empty);
        }
    }
}
