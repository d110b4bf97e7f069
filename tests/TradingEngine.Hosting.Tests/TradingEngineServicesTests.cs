using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using TradingEngine.Hosting.ReplacedSystem;
using TradingEngine.Hosting.Settings;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Hosting.Tests;

[TestFixture]
public sealed class TradingEngineServicesTests
{
    [Test]
    public async Task ShouldGiveTheEngineTheClockOfTheHost()
    {
        var clock = new FakeTimeProvider(Make.Time);
        await using var host = new TestHost(services =>
        {
            services.AddSingleton<TimeProvider>(clock);
            services.AddTradingEngine(engine => engine.AddTrader<PaperTrader>("paper"));
        });

        Assert.That(host.Engine.TimeProvider, Is.SameAs(clock));
    }

    [Test]
    public async Task ShouldConfigureInOrderAndOnce()
    {
        var calls = new List<string>();
        await using var host = new TestHost(services =>
        {
            services.AddTradingEngine(_ => calls.Add("first")).Configure((_, _) => calls.Add("second"));
            services.AddTradingEngine((_, engine) =>
            {
                calls.Add("third");
                engine.AddTrader<PaperTrader>("paper");
            });
        });
        await host.StartAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(calls, Is.EqualTo(["first", "second", "third"]));
            Assert.That(
                host.Log.Entries.Count(entry => entry.Text.StartsWith("Engine started", StringComparison.Ordinal)),
                Is.EqualTo(1));
        }
    }

    [Test]
    public async Task ShouldReadSettingsAndLetTheCodeWin()
    {
        var configuration = TestHost.Configuration(
            ("Engine:RingSize", "16"),
            ("Engine:EgressRingSize", "32"),
            ("Engine:Calendar", "XNSE"),
            ("Engine:RouteOthers", "paper"));
        await using var host = new TestHost(services => services.AddTradingEngine(configuration, (_, engine) =>
        {
            engine.AddTrader<PaperTrader>("paper");
            engine.Options.EgressRingSize = 64;
        }));

        var status = host.Engine.GetStatus();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(status.Ring.Size, Is.EqualTo(16));
            Assert.That(status.EgressRing.Size, Is.EqualTo(64));
            Assert.That(host.Engine.Calendar.Name, Is.EqualTo("XNSE"));
        }
    }

    [Test]
    public async Task ShouldFailTheStartWithEverythingThatIsWrong()
    {
        var configuration = TestHost.Configuration(
            ("Engine:RingSize", "7"), ("Engine:Health:SinkFailureCountMax", "-1"), ("Other:Size", "x"));
        await using var host = new TestHost(services => services
            .AddTradingEngine(configuration, (_, engine) => engine.AddTrader<PaperTrader>("paper"))
            .ReadSettings(configuration, reader => reader.Section("Other").Whole("Size", 1, "A size.")));

        var failure = await Assert.ThrowsAsync<SettingsException>(host.StartAsync);

        Assert.That(
            failure!.Errors,
            Is.EqualTo(
            [
                "Engine:RingSize must be a power of two from 2 to 1048576, not 7.",
                "Engine:Health:SinkFailureCountMax must be 0 or more, not -1.",
                "Other:Size must be a whole number from -2147483648 to 2147483647, not 'x'.",
            ]));
    }

    [Test]
    public async Task ShouldWarnOfVariablesWithoutEffect()
    {
        var configuration = new ConfigurationBuilder()
            .AddReplacedSystemEnvironment([KeyValuePair.Create("PAPER_TRADING__MAX_PRICE", (string?)"10")])
            .Build();
        await using var host = new TestHost(services => services.AddTradingEngine(
            configuration, (_, engine) => engine.AddTrader<PaperTrader>("paper")));
        await host.StartAsync();

        Assert.That(
            host.Log.Entries,
            Does.Contain((LogLevel.Warning, "PAPER_TRADING__MAX_PRICE is not supported and has no effect.")));
    }
}
