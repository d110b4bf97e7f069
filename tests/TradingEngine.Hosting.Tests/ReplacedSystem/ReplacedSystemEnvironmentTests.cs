using Microsoft.Extensions.Configuration;
using TradingEngine.Hosting.ReplacedSystem;
using TradingEngine.Hosting.Settings;

namespace TradingEngine.Hosting.Tests.ReplacedSystem;

[TestFixture]
public sealed class ReplacedSystemEnvironmentTests
{
    [TestCase("REDPANDA__BOOTSTRAP_SERVERS", "Kafka:BootstrapServers")]
    [TestCase("redpanda__client_id", "Kafka:ClientId")]
    [TestCase("REDPANDA__GROUP_ID_PREFIX", "Kafka:GroupIdPrefix")]
    [TestCase("active_brokers", "Kafka:ActiveBrokers")]
    [TestCase("PAPER_TRADING__SLIPPAGE_PERCENT", "PaperTrading:SlippagePercent")]
    [TestCase("PAPER_TRADING__COMMISSION_PERCENT", "PaperTrading:CommissionPercent")]
    [TestCase("TRADING__PAPER__ENABLED", "Traders:Paper:Enabled")]
    [TestCase("ZERODHA__ENABLED", "Traders:Zerodha:Enabled")]
    [TestCase("TRADING__ZERODHA__ENABLED", "Traders:Zerodha:Enabled")]
    [TestCase("DATABASE__POSTGRES_URL", "Strategies:PostgresConnectionString")]
    public void ShouldMapAVariable(string variable, string key) =>
        Assert.That(Build((variable, "v"))[key], Is.EqualTo("v"));

    [Test]
    public void ShouldPreferTheNewerSwitchOfZerodha() => Assert.That(
        Build(("TRADING__ZERODHA__ENABLED", "false"), ("ZERODHA__ENABLED", "true"))["Traders:Zerodha:Enabled"],
        Is.EqualTo("false"));

    [Test]
    public void ShouldLoseAgainstEveryOtherSource()
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(
            [
                KeyValuePair.Create("Kafka:ClientId", (string?)"ours"),
                KeyValuePair.Create("Kafka:ActiveBrokers:0", (string?)"paper"),
            ])
            .AddReplacedSystemEnvironment(
            [
                KeyValuePair.Create("REDPANDA__CLIENT_ID", (string?)"theirs"),
                KeyValuePair.Create("ACTIVE_BROKERS", (string?)"paper,zerodha"),
            ])
            .Build();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(configuration["Kafka:ClientId"], Is.EqualTo("ours"));
            Assert.That(
                new SettingReader(configuration).Section("Kafka").List("ActiveBrokers", [], ""), Is.EqualTo(["paper"]));
        }
    }

    [TestCase("STARTING_CASH", "5000")]
    [TestCase("LATENCY_MS_MEAN", "1.5")]
    [TestCase("LATENCY_MS_STD", "2")]
    [TestCase("PARTIAL_FILL_PROB", "0.5")]
    [TestCase("MAX_PARTIALS", "4")]
    [TestCase("MIN_QUANTITY", "2")]
    [TestCase("MAX_QUANTITY", "10")]
    [TestCase("MIN_PRICE", "x")]
    [TestCase("MAX_PRICE", "10")]
    [TestCase("MAX_POSITION_NOTIONAL", "10")]
    [TestCase("ALLOWED_INSTRUMENTS", "[256265]")]
    [TestCase("SOMETHING_NEW", "1")]
    public void ShouldWarnOfWhatHasNoEffect(string name, string value) => Assert.That(
        WarningsOf(Build(($"paper_trading__{name}", value))),
        Is.EqualTo([$"PAPER_TRADING__{name} is not supported and has no effect."]));

    [TestCase("STARTING_CASH", "1000000.0")]
    [TestCase("STARTING_CASH", "1e6")]
    [TestCase("LATENCY_MS_MEAN", "0.0")]
    [TestCase("MAX_PARTIALS", "3")]
    [TestCase("MAX_QUANTITY", "null")]
    [TestCase("MAX_PRICE", "")]
    [TestCase("ALLOWED_INSTRUMENTS", "[]")]
    public void ShouldNotWarnOfDefaults(string name, string value) =>
        Assert.That(WarningsOf(Build(($"PAPER_TRADING__{name}", value))), Is.Empty);

    [Test]
    public void ShouldListTheKeysOfASection() => Assert.That(
        Build(("REDPANDA__CLIENT_ID", "a"), ("ACTIVE_BROKERS", "b"))
            .GetSection("Kafka").GetChildren().Select(child => child.Key),
        Is.EquivalentTo(["ClientId", "ActiveBrokers"]));

    private static IConfigurationRoot Build(params (string Name, string? Value)[] variables) =>
        new ConfigurationBuilder()
            .AddReplacedSystemEnvironment(variables.Select(v => KeyValuePair.Create(v.Name, v.Value)))
            .Build();

    private static IReadOnlyList<string> WarningsOf(IConfiguration configuration)
    {
        var report = new SettingReport();
        ReplacedSystemEnvironment.CopyWarnings(configuration, report);
        return report.Warnings;
    }
}
