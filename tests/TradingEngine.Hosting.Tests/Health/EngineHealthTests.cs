using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using TradingEngine.Diagnostics;
using TradingEngine.Hosting.Health;
using TradingEngine.Model;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Hosting.Tests.Health;

[TestFixture]
public sealed class EngineHealthTests
{
    private static readonly HealthThresholds Thresholds = new();

    [TestCase(EngineState.Created, HealthStatus.Unhealthy)]
    [TestCase(EngineState.Starting, HealthStatus.Degraded)]
    [TestCase(EngineState.Running, HealthStatus.Healthy)]
    [TestCase(EngineState.Stopping, HealthStatus.Unhealthy)]
    [TestCase(EngineState.Stopped, HealthStatus.Unhealthy)]
    public void ShouldJudgeTheState(EngineState state, HealthStatus expected) =>
        Assert.That(EngineHealth.CheckEngine(Status(state), Thresholds).Status, Is.EqualTo(expected));

    [TestCase(90, 0, HealthStatus.Healthy)]
    [TestCase(91, 0, HealthStatus.Degraded)]
    [TestCase(0, 91, HealthStatus.Degraded)]
    public void ShouldJudgeTheRings(int used, int egressUsed, HealthStatus expected)
    {
        var status = Status() with { Ring = (used, 100), EgressRing = (egressUsed, 100) };

        var result = EngineHealth.CheckEngine(status, Thresholds);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Status, Is.EqualTo(expected));
            Assert.That(result.Data["ringFillPercent"], Is.EqualTo(used));
            Assert.That(result.Data["ticks"], Is.EqualTo(3));
        }
    }

    [TestCase(HealthStatus.Healthy, TraderState.Ready, TraderState.Ready)]
    [TestCase(HealthStatus.Degraded, TraderState.Ready, TraderState.NotInitialized)]
    [TestCase(HealthStatus.Unhealthy, TraderState.NotInitialized, TraderState.ShutDown)]
    public void ShouldJudgeTheTraders(HealthStatus expected, TraderState first, TraderState second)
    {
        var status = Status() with { Traders = [Trader("a", first), Trader("b", second)] };

        Assert.That(EngineHealth.CheckTraders(status).Status, Is.EqualTo(expected));
    }

    [Test]
    public void ShouldSayWhyATraderTakesNoOrders()
    {
        var trader = Trader("zerodha", TraderState.Ready) with { Impediment = "nobody is logged in" };

        var result = EngineHealth.CheckTraders(Status() with { Traders = [trader, Trader("paper", TraderState.Ready)] });

        Assert.That(
            (result.Status, result.Description),
            Is.EqualTo((
                HealthStatus.Degraded,
                "2 of 2 traders are ready. 'zerodha' takes no orders: nobody is logged in")));
    }

    [Test]
    public void ShouldJudgeTheFailuresOfSinksSinceTheLastCheck()
    {
        var health = new EngineHealth();
        long[] counts = [0, 1, 1, 11, 22, 22];

        var results = counts.Select(count =>
            health.CheckSinks(Status() with { SinkFailureCount = count }, Thresholds).Status);

        Assert.That(
            results,
            Is.EqualTo(
            [
                HealthStatus.Healthy, HealthStatus.Degraded, HealthStatus.Healthy,
                HealthStatus.Degraded, HealthStatus.Unhealthy, HealthStatus.Healthy,
            ]));
    }

    [Test]
    public async Task ShouldBeRegisteredWithTheHost()
    {
        await using var host = new TestHost(services =>
            services.AddTradingEngine(engine => engine.AddTrader<PaperTrader>("paper")));
        var checks = host.Services.GetRequiredService<HealthCheckService>();

        await host.StartAsync();
        var running = await checks.CheckHealthAsync(check => check.Tags.Contains("tradingengine"));
        await host.StopAsync();
        var stopped = await checks.CheckHealthAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(running.Entries.Keys, Is.EquivalentTo(["engine", "sinks", "traders"]));
            Assert.That(running.Status, Is.EqualTo(HealthStatus.Healthy));
            Assert.That(stopped.Entries["engine"].Status, Is.EqualTo(HealthStatus.Unhealthy));
            Assert.That(stopped.Entries["traders"].Status, Is.EqualTo(HealthStatus.Unhealthy));
        }
    }

    private static TraderStatus Trader(string name, TraderState state) =>
        new(name, "paper", state, 0, 0, 0, 0, 0, null, new Dictionary<OrderEventType, long>());

    private static EngineStatus Status(EngineState state = EngineState.Running) => new()
    {
        State = state,
        Mode = TradingMode.Active,
        TickCount = 3,
        ConflatedTickCount = 0,
        RefusedTickCount = 0,
        SignalCount = 2,
        SignalsByReason = new Dictionary<RejectReason, long>(),
        OrderEventCount = 1,
        SinkFailureCount = 0,
        Ring = (0, 8),
        EgressRing = (0, 8),
        Latency = default!,
        Traders = [],
    };
}
