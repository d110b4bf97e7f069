using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using TradingEngine.Hosting;
using TradingEngine.Hosting.Settings;
using TradingEngine.Kafka.Hosting;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Kafka.Tests.Hosting;

[TestFixture]
public sealed class KafkaServicesTests
{
    private static readonly string[] ChecksOfKafka =
        ["kafka-connection", "kafka-sources", "kafka-sinks", "kafka-prices", "kafka-lag"];

    [Test]
    public void ShouldRegisterTheHealthChecks()
    {
        using var host = Build((builder, _) => builder.AddKafka(_ => { }));

        var checks = host.Services.GetRequiredService<IOptions<HealthCheckServiceOptions>>().Value.Registrations
            .Where(registration => registration.Tags.Contains("kafka"));

        Assert.That(checks.Select(check => check.Name), Is.EqualTo(ChecksOfKafka));
    }

    [Test]
    public async Task ShouldReportWhatIsWrongInEverySectionAtOnce()
    {
        using var host = Build(
            (builder, configuration) => builder.AddKafka(configuration),
            ("Engine:RingSize", "7"),
            ("Kafka:CommitCount", "0"),
            ("Kafka:Health:SignalLagMax", "-1"));

        var failure = await Assert.ThrowsAsync<SettingsException>(() => host.StartAsync());

        Assert.That(
            failure!.Errors,
            Is.EqualTo(
            [
                "Engine:RingSize must be a power of two from 2 to 1048576, not 7.",
                "Kafka:CommitCount must be 1 to 1048576, not 0.",
                "Kafka:Health:SignalLagMax must be 0 or more, not -1.",
            ]));
    }

    [Test]
    public async Task ShouldReportOptionsOfTheCodeWithTheirKey()
    {
        using var host = Build((builder, _) => builder.AddKafka(options => options.ClientId = ""));

        var failure = await Assert.ThrowsAsync<SettingsException>(() => host.StartAsync());

        Assert.That(failure!.Errors, Is.EqualTo(["Kafka:ClientId must not be empty."]));
    }

    [Test]
    public void ShouldGiveTheAdapterTheOptionsOfTheSection()
    {
        using var host = Build(
            (builder, configuration) => builder.AddKafka(configuration),
            ("Kafka:ClientId", "mine"),
            ("Kafka:Health:SignalLagMax", "5"));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(host.Services.GetRequiredService<KafkaOptions>().ClientId, Is.EqualTo("mine"));
            Assert.That(
                host.Services.GetRequiredService<IOptions<KafkaHealthThresholds>>().Value.SignalLagMax, Is.EqualTo(5));
        }
    }

    [Test]
    public void ShouldRefuseToBeAddedTwice() => Assert.Throws<InvalidOperationException>(
        () => Build((builder, _) => builder.AddKafka(_ => { }).AddKafka(_ => { })));

    private static IHost Build(
        Action<TradingEngineServiceBuilder, IConfiguration> add, params (string Key, string Value)[] settings)
    {
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, (string?)setting.Value)))
            .Build();
        var builder = Host.CreateEmptyApplicationBuilder(null);
        add(
            builder.Services.AddTradingEngine(configuration, (_, engine) => engine.AddTrader<PaperTrader>("paper")),
            configuration);
        return builder.Build();
    }
}
