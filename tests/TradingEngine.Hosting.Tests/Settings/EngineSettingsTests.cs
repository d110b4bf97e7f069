using TradingEngine.Hosting.Settings;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

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

    [Test]
    public async Task ShouldRouteShares()
    {
        var reader = new SettingReader(TestHost.Configuration(("Engine:Routes:momentum", "paper,live:12.5%,later:0%")));
        var settings = EngineSettings.Read(reader, new EngineOptions());
        settings.CheckTraders(reader, ["paper", "live", "later"]);
        Assert.That(reader.Report.Errors, Is.Empty);
        await using var test = await TestEngine.StartAsync(Topology.Inline, builder => settings.ApplyTo(builder
            .AddTrader<PaperTrader>("paper")
            .AddTrader<PaperTrader>("live")
            .AddTrader<PaperTrader>("later")));
        test.Engine.Publish(Make.Tick(1, "100"));
        string[] ids = [.. Enumerable.Range(0, 200).Select(i => $"s-{i}")];
        foreach (var id in ids)
        {
            test.Engine.Publish(Make.Signal(id));
        }

        var events = test.Drain();
        var chosen = ids.Where(id => OrderIdentity.ShareBucketOf(id, "momentum") < 1_250).ToList();
        Assert.That(SignalsOf(events, "paper"), Is.EqualTo(ids));
        Assert.That(SignalsOf(events, "live"), Is.EqualTo(chosen).And.Not.Empty);
        Assert.That(SignalsOf(events, "later"), Is.Empty);
    }

    [TestCase("zerodha:101%")]
    [TestCase("zerodha:-1%")]
    [TestCase("zerodha:1.234%")]
    [TestCase("zerodha:%")]
    [TestCase("zerodha:ten%")]
    [TestCase(":10%")]
    public void ShouldRefuseAShareThatIsNone(string target)
    {
        var reader = new SettingReader(TestHost.Configuration(("Engine:Routes:momentum", $"paper,{target}")));
        EngineSettings.Read(reader, new EngineOptions());

        Assert.That(reader.Report.Errors.Single(), Does.StartWith("Engine:Routes:momentum must name traders").And.EndWith($"not '{target}'."));
    }

    [Test]
    public void ShouldNameTheUnknownTraderOfAShare()
    {
        var reader = new SettingReader(TestHost.Configuration(("Engine:Routes:momentum", "zerodha:10%")));
        EngineSettings.Read(reader, new EngineOptions()).CheckTraders(reader, ["paper"]);

        Assert.That(reader.Report.Errors.Single(), Does.StartWith("Engine:Routes:momentum names 'zerodha', which is no trader"));
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

    private static IEnumerable<string> SignalsOf(IEnumerable<OrderEvent> events, string trader) =>
        events.Where(one => one.Trader == trader).Select(one => one.Signal.SignalId);
}
