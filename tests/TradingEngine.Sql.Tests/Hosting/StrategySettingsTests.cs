using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;
using TradingEngine.Hosting;
using TradingEngine.Hosting.Settings;
using TradingEngine.Sql.Hosting;
using TradingEngine.Strategies;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Sql.Tests.Hosting;

/// <summary>The section Strategies, and a host that follows it.</summary>
[TestFixture]
public sealed class StrategySettingsTests
{
    [Test]
    public void ShouldHaveItsDefaults()
    {
        var settings = Read(out var report);

        Assert.That(report.Errors, Is.Empty);
        Assert.That(
            (settings.Source, settings.SqliteFile, settings.PollInterval, settings.Shadows, settings.DecideBoundSignals),
            Is.EqualTo((StrategySourceKind.Settings, "strategies.db", TimeSpan.FromSeconds(5), false, false)));
    }

    [Test]
    public void ShouldHaveShadowsWithADatabase()
    {
        var settings = Read(out _, ("Strategies:Source", "sqlite"));

        Assert.That((settings.Shadows, settings.DecideBoundSignals), Is.EqualTo((true, true)));
    }

    [TestCase("postgresql+asyncpg://alpha:se%40cret@db.example:5433/alpha_panda")]
    [TestCase("postgres://alpha:se%40cret@db.example:5433/alpha_panda?sslmode=require")]
    [TestCase("Host=db.example;Port=5433;Username=alpha;Password=se@cret;Database=alpha_panda")]
    public void ShouldReadAnAddressAsTheReplacedSystemHasIt(string text)
    {
        var settings = Read(
            out var report, ("Strategies:Source", "Postgres"), ("Strategies:PostgresConnectionString", text));
        var read = new NpgsqlConnectionStringBuilder(settings.PostgresConnectionString);

        Assert.That(report.Errors, Is.Empty);
        Assert.That(
            (read.Host, read.Port, read.Username, read.Password, read.Database),
            Is.EqualTo(("db.example", 5433, "alpha", "se@cret", "alpha_panda")));
        Assert.That(
            report.Settings.Single(one => one.Key == "Strategies:PostgresConnectionString").Value,
            Is.EqualTo("***"),
            "it has a password");
    }

    [TestCase("", "must be set where the source is Postgres.")]
    [TestCase("hunter2", "is no connection string.")]
    [TestCase("Hunter=hunter2", "is no connection string.")]
    [TestCase("Password=hunter2", "names no host.")]
    [TestCase("postgresql://u:hunter2@", "is no address that can be read.")]
    [TestCase("postgresql://u:hunter2@host/db?hunter2=1", "is no address that can be read.")]
    public void ShouldRefuseWhatIsNoAddressAndNotQuoteIt(string text, string expected)
    {
        Read(out var report, ("Strategies:Source", "Postgres"), ("Strategies:PostgresConnectionString", text));

        Assert.That(report.Errors, Is.EqualTo(new[] { $"Strategies:PostgresConnectionString {expected}" }));
    }

    [TestCase("Source", "Oracle")]
    [TestCase("PollInterval", "0s")]
    [TestCase("SqliteFile", " ")]
    [TestCase("ChangedBy", "00000000001111111111222222222233333333334444444444555555555566666666667777777777888888888899999999990")]
    [TestCase("Sauce", "x")]
    public void ShouldNameTheSettingThatIsWrong(string name, string value)
    {
        Read(out var report, ($"Strategies:{name}", value));

        Assert.That(report.Errors.Single(), Does.StartWith($"Strategies:{name} "));
    }

    [Test]
    public async Task ShouldFollowTheDatabaseOfItsSettings()
    {
        var folder = Directory.CreateTempSubdirectory("tradingengine-sql-").FullName;
        try
        {
            var file = Path.Combine(folder, "strategies.db");
            await using (var store = new SqliteStrategyStore(file))
            {
                await store.ChangeAsync(
                    set => set with { Strategies = [new("momentum") { ZerodhaTradingEnabled = true }] }, "test", default);
            }

            var builder = Host.CreateEmptyApplicationBuilder(null);
            var configuration = Configuration(("Strategies:Source", "Sqlite"), ("Strategies:SqliteFile", file));
            builder.Services
                .AddTradingEngine(engine => { engine.AddTrader("paper", new PaperTrader()); })
                .AddSqlStrategies(configuration);
            using var host = builder.Build();
            await host.StartAsync();
            var updater = host.Services.GetRequiredService<StrategyUpdater>();
            Assert.That(updater.Plan!.Strategies["momentum"].Describe(), Is.EqualTo("paper live"));

            await using (var store = new SqliteStrategyStore(file))
            {
                await store.ChangeAsync(
                    set => set with
                    {
                        Strategies = [set.Strategies[0] with { Traders = [new("paper", TraderMode.Shadow)] }],
                    },
                    "test",
                    default);
            }

            Assert.That(
                SpinWait.SpinUntil(
                    () => updater.Plan.Strategies["momentum"].Describe() == "paper shadow", TimeSpan.FromMinutes(1)),
                Is.True);
            await host.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static StrategySettings Read(out SettingReport report, params (string Key, string? Value)[] settings)
    {
        var reader = new SettingReader(Configuration(settings));
        report = reader.Report;
        return StrategySettings.Read(reader);
    }

    private static IConfigurationRoot Configuration(params (string Key, string? Value)[] settings) =>
        new ConfigurationBuilder()
            .AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Key, setting.Value)))
            .Build();
}
