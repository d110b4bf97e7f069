using Microsoft.Extensions.Time.Testing;
using TradingEngine.Hosting.Settings;
using TradingEngine.Hosting.Strategies;
using TradingEngine.Risk;
using TradingEngine.Strategies;

namespace TradingEngine.Hosting.Tests.Strategies;

/// <summary>Routes of settings as a source, and the watching of their file.</summary>
[TestFixture]
public sealed class SettingsStrategySourceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private string _folder = "";

    private string FilePath => Path.Combine(_folder, "settings.json");

    [SetUp]
    public void MakeFolder()
    {
        _folder = Directory.CreateTempSubdirectory("tradingengine-settings-").FullName;
        File.WriteAllText(FilePath, "first");
    }

    [TearDown]
    public void DeleteFolder() => Directory.Delete(_folder, recursive: true);

    [Test]
    public void ShouldReadModesAndSharesOfRoutes()
    {
        var reader = new SettingReader(TestHost.Configuration(
            ("Engine:Routes:momentum", "paper,zerodha:12.5%"),
            ("Engine:Routes:breakout", "zerodha:shadow,paper:shadow:10%"),
            ("Engine:Routes:nowhere", "")));
        var settings = EngineSettings.Read(reader, new EngineOptions());
        var limits = new Dictionary<string, RiskLimits> { ["momentum"] = new() { OrderQuantityMax = 5 } };

        var set = settings.MakeStrategySet(limits, ["paper"]);

        Assert.That(reader.Report.Errors, Is.Empty);
        Assert.That(settings.HasShadows, Is.True);
        Assert.That(set.Others, Is.EqualTo(new[] { "paper" }));
        Assert.That(set.Strategies, Is.EquivalentTo(new[]
        {
            new StrategyConfiguration("momentum")
            {
                Traders = [new("paper", TraderMode.Live), new("zerodha", TraderMode.Live) { SharePercent = 12.5m }],
                Limits = limits["momentum"],
            },
            new StrategyConfiguration("breakout")
            {
                Traders = [new("zerodha", TraderMode.Shadow), new("paper", TraderMode.Shadow) { SharePercent = 10 }],
            },
            new StrategyConfiguration("nowhere"),
        }));
    }

    [TestCase("zerodha,zerodha:10%", "names 'zerodha' twice.")]
    [TestCase("zerodha,zerodha:shadow", "names 'zerodha' twice.")]
    [TestCase(":shadow", "not ':shadow'.")]
    [TestCase("zerodha:shadow:110%", "not 'zerodha:shadow:110%'.")]
    public void ShouldRefuseRoutesThatContradictThemselves(string route, string expected)
    {
        var reader = new SettingReader(TestHost.Configuration(("Engine:Routes:momentum", route)));
        EngineSettings.Read(reader, new EngineOptions());

        Assert.That(reader.Report.Errors.Single(), Does.StartWith("Engine:Routes:momentum ").And.EndsWith(expected));
    }

    [Test]
    public async Task ShouldNoticeThatTheFileIsAnother([Values] bool isReplaced)
    {
        await using var source = MakeSource(new FakeTimeProvider());
        await source.ReadAsync(default);
        var waiting = source.WaitForChangeAsync(default).AsTask();
        Assert.That(waiting.IsCompleted, Is.False);

        Change("second, longer", isReplaced);

        await waiting.WaitAsync(Patience);
    }

    [Test]
    public async Task ShouldNoticeAChangeOfBeforeTheWaiting()
    {
        await using var source = MakeSource(new FakeTimeProvider());
        await source.ReadAsync(default);
        Change("second, longer", isReplaced: false);

        await source.WaitForChangeAsync(default).AsTask().WaitAsync(Patience);
    }

    [Test]
    public async Task ShouldNoticeALinkThatIsTurnedByLooking()
    {
        // As mounted settings change: the link stays, what it leads to is another directory.
        var link = Path.Combine(_folder, "current");
        Directory.CreateDirectory(Path.Combine(_folder, "one"));
        Directory.CreateDirectory(Path.Combine(_folder, "two"));
        File.WriteAllText(Path.Combine(_folder, "one", "settings.json"), "first");
        File.WriteAllText(Path.Combine(_folder, "two", "settings.json"), "second, longer");
        Directory.CreateSymbolicLink(link, Path.Combine(_folder, "one"));
        var clock = new FakeTimeProvider();
        await using var source = new SettingsStrategySource(
            "settings", () => new StrategySet(), Path.Combine(link, "settings.json"), clock);
        await source.ReadAsync(default);
        var waiting = source.WaitForChangeAsync(default).AsTask();

        Directory.Delete(link);
        Directory.CreateSymbolicLink(link, Path.Combine(_folder, "two"));

        Assert.That(
            SpinWait.SpinUntil(
                () =>
                {
                    clock.Advance(TimeSpan.FromSeconds(1));
                    return waiting.IsCompleted;
                },
                Patience),
            Is.True);
        await waiting;
    }

    [Test]
    public async Task ShouldWaitForEverWithoutAFile()
    {
        await using var source = new SettingsStrategySource(
            "settings", () => new StrategySet(), file: null, TimeProvider.System);
        using var stop = new CancellationTokenSource();
        var waiting = source.WaitForChangeAsync(stop.Token).AsTask();

        await stop.CancelAsync();

        Assert.That(() => waiting, Throws.InstanceOf<OperationCanceledException>());
    }

    private SettingsStrategySource MakeSource(TimeProvider clock) =>
        new("settings", () => new StrategySet(), FilePath, clock);

    private void Change(string content, bool isReplaced)
    {
        if (!isReplaced)
        {
            File.WriteAllText(FilePath, content);
            return;
        }

        File.WriteAllText(FilePath + ".new", content);
        File.Move(FilePath + ".new", FilePath, overwrite: true);
    }
}
