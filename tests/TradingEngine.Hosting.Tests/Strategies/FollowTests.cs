using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TradingEngine.Egress;
using TradingEngine.Hosting.Strategies;
using TradingEngine.Model;
using TradingEngine.Strategies;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Hosting.Tests.Strategies;

/// <summary>A host whose engine follows a source of strategies.</summary>
[TestFixture]
public sealed class FollowTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly StrategyConfiguration Momentum = new("momentum") { ZerodhaTradingEnabled = false };

    [Test]
    public async Task ShouldKnowEveryTraderWhereverItWasAdded()
    {
        var sink = new InMemorySink();
        var source = new ScriptedStrategies(() => new StrategySet
        {
            Strategies = [Momentum with { Traders = [new("late", TraderMode.Live), new("paper", TraderMode.Shadow)] }],
        });
        await using var host = new TestHost(services => services
            .AddTradingEngine(engine => { engine.AddTrader("paper", new PaperTrader()).AddSink(sink); })
            .AddStrategies(_ => source)
            .Configure((_, engine) => { engine.AddTrader("late", new PaperTrader()); }));
        await host.StartAsync();
        host.Engine.Publish(Make.Tick(1, "100", at: TimeProvider.System.GetUtcNow()));
        host.Engine.Publish(Make.Signal("one", at: TimeProvider.System.GetUtcNow()));

        Assert.That(host.Engine.Drain(Patience), Is.True);
        Assert.That(sink.Events.Select(one => one.Trader), Is.EquivalentTo(new[] { "late", "paper.shadow" }));
    }

    [Test]
    public async Task ShouldTellTheHealthOfItsSource()
    {
        var source = new ScriptedStrategies(() => new StrategySet { Strategies = [Momentum] });
        await using var host = new TestHost(services => services
            .AddTradingEngine(engine => { engine.AddTrader("paper", new PaperTrader()); })
            .AddStrategies(_ => source));
        await host.StartAsync();
        Assert.That(await HealthAsync(host), Is.EqualTo((HealthStatus.Healthy, "1 strategies as in the scripted source.")));

        source.Change(() => throw new StrategySourceException(["row 7, column mode: is NULL."]));
        var updater = host.Services.GetRequiredService<StrategyUpdater>();
        Assert.That(SpinWait.SpinUntil(() => updater.GetStatus().RefusedCount > 0, Patience), Is.True);

        var (status, text) = await HealthAsync(host);
        Assert.That(status, Is.EqualTo(HealthStatus.Degraded));
        Assert.That(text, Does.EndWith("row 7, column mode: is NULL."));
    }

    [Test]
    public async Task ShouldNotStartWithoutASourceThatCanBeRead()
    {
        var source = new ScriptedStrategies(() => throw new StrategySourceException("no route to host"));
        await using var host = new TestHost(services => services
            .AddTradingEngine(engine => { engine.AddTrader("paper", new PaperTrader()); })
            .AddStrategies(_ => source));

        Assert.That(host.StartAsync, Throws.InstanceOf<StrategySourceException>().With.Message.EqualTo("no route to host"));
    }

    [Test]
    public void ShouldBeAddedOnce()
    {
        var builder = new ServiceCollection().AddTradingEngine(_ => { });
        builder.AddStrategies(_ => new ScriptedStrategies(() => new StrategySet()));

        Assert.That(
            () => builder.AddStrategies(_ => new ScriptedStrategies(() => new StrategySet())),
            Throws.InvalidOperationException);
    }

    private static async Task<(HealthStatus Status, string? Text)> HealthAsync(TestHost host)
    {
        var report = await host.Services.GetRequiredService<HealthCheckService>()
            .CheckHealthAsync(check => check.Name == "strategies");
        var entry = report.Entries["strategies"];
        return (entry.Status, entry.Description);
    }
}
