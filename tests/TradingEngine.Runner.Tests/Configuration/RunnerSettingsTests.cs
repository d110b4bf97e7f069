using System.Reflection;
using TradingEngine.Hosting;
using TradingEngine.Hosting.Health;
using TradingEngine.Kafka;
using TradingEngine.Kafka.Hosting;
using TradingEngine.Runner.Configuration;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Runner.Tests.Configuration;

[TestFixture]
public sealed class RunnerSettingsTests
{
    /// <summary>What is computed, or a clock, which no text can say.</summary>
    private static readonly string[] NotSettable = [nameof(KafkaOptions.EventClock), nameof(KafkaOptions.GroupId)];

    private static readonly (string Section, Type Options)[] Sections =
    [
        ("Engine", typeof(EngineOptions)),
        ("Engine:Host", typeof(EngineHostOptions)),
        ("Engine:Health", typeof(HealthThresholds)),
        ("PaperTrading", typeof(PaperTraderOptions)),
        ("Kafka", typeof(KafkaOptions)),
        ("Kafka:Health", typeof(KafkaHealthThresholds)),
    ];

    [Test]
    public void ShouldNameEveryKeyInTheExample()
    {
        var settings = Load(ExampleFile).Report.Settings;
        var named = settings.Select(setting => setting.Key).ToList();

        // A dictionary or a route has keys below its own.
        bool IsNamed(string key) =>
            named.Exists(name => name == key || name.StartsWith($"{key}:", StringComparison.Ordinal));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Where(setting => setting.IsDefault).Select(setting => setting.Key), Is.Empty);
            Assert.That(Sections.SelectMany(KeysOf).Where(key => !IsNamed(key)), Is.Empty);
        }
    }

    [Test]
    public void ShouldFindNothingWrongInTheExample()
    {
        var settings = Load(ExampleFile);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.Errors, Is.Empty);
            Assert.That(settings.Warnings, Is.Empty);
        }
    }

    [Test]
    public void ShouldShowTheDefaultsInTheExample()
    {
        var wrong = Load(ExampleFile).Report.Settings
            .Where(setting => setting.Default.Length > 0 && setting.Value != setting.Default);

        Assert.That(wrong, Is.Empty);
    }

    [Test]
    public void ShouldSendEverythingToEveryTraderWithoutRoutes() =>
        Assert.That(Load(null).RouteOthers, Is.EqualTo(["paper"]));

    [Test]
    public void ShouldRejectOtherStrategiesWhereThereAreRoutes()
    {
        var settings = Load(null, "Engine:Routes:momentum=paper");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(settings.RouteOthers, Is.Empty);
            Assert.That(settings.Routes["momentum"], Is.EqualTo(["paper"]));
        }
    }

    [Test]
    public async Task ShouldMakeAnEngineOfTheSettings()
    {
        var settings = Load(null, "Engine:Calendar=XNSE", "Engine:RingSize=16", "PaperTrading:SlippagePercent=0");
        var builder = new EngineBuilder();
        settings.ApplyTo(builder);
        await using var engine = builder.Build();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(engine.Calendar.Name, Is.EqualTo("XNSE"));
            Assert.That(engine.GetStatus().Ring.Size, Is.EqualTo(16));
            Assert.That(engine.GetStatus().Traders.Select(trader => trader.Name), Is.EqualTo(["paper"]));
        }
    }

    private static string ExampleFile =>
        Path.Combine(SharedData.RepositoryRoot, "tools", "TradingEngine.Runner", "appsettings.example.json");

    private static RunnerSettings Load(string? file, params string[] overrides) =>
        RunnerSettings.Load(new SettingSources(file, new Dictionary<string, string?>(), overrides));

    private static IEnumerable<string> KeysOf((string Section, Type Options) section) => section.Options
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => !NotSettable.Contains(property.Name))
        .Select(property => $"{section.Section}:{property.Name}");
}
