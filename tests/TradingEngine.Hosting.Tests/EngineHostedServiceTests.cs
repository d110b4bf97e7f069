using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using TradingEngine.Egress;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Hosting.Tests;

[TestFixture]
public sealed class EngineHostedServiceTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>A failing source leaves an exit status, which must not become that of the tests.</summary>
    [TearDown]
    public void ResetExitCode() => Environment.ExitCode = 0;

    [Test]
    public async Task ShouldPollOnAThreadOfItsOwnAndWorkOffEverythingAtTheStop()
    {
        var sink = new InMemorySink();
        var published = 0;
        var source = new TestSource(ingress =>
        {
            if (published++ > 0)
            {
                return SourceStatus.Idle;
            }

            ingress.Publish(Make.Tick(1, "100", at: TimeProvider.System.GetUtcNow()));
            ingress.Publish(Make.Signal("s", at: TimeProvider.System.GetUtcNow()));
            return SourceStatus.Active;
        });
        await using var host = new TestHost(services =>
            services.AddTradingEngine(engine => Add(engine, source).AddSink(sink)));

        await host.StartAsync();
        await source.Polled.WaitAsync(Patience);
        await host.StopAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(source.Thread!.Name, Is.EqualTo("TradingEngine ingress"));
            Assert.That(source.Thread.IsAlive, Is.False);
            Assert.That(source.IsStopped);
            Assert.That(sink.Events.Select(e => e.Type), Is.EqualTo([OrderEventType.Filled]));
            Assert.That(host.Engine.State, Is.EqualTo(EngineState.Stopped));
        }
    }

    [Test]
    public async Task ShouldStopTheApplicationWhenASourceThrows()
    {
        var go = new TaskCompletionSource();
        var source = new TestSource(_ =>
        {
            go.Task.Wait();
            throw new InvalidOperationException("The feed is broken.");
        });
        await using var host = new TestHost(services => services.AddTradingEngine(engine => Add(engine, source)));
        await host.StartAsync();
        var asked = host.WaitForStopRequestAsync();
        go.SetResult();

        await asked;
        await host.StopAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(Environment.ExitCode, Is.EqualTo(1));
            Assert.That(host.Log.Entries, Does.Contain((LogLevel.Critical, "A source threw. The application stops.")));
            Assert.That(source.IsStopped);
        }
    }

    [Test]
    public async Task ShouldLeaveTheExitStatusAloneWhereThatIsAskedFor()
    {
        var source = new TestSource(_ => throw new InvalidOperationException("The feed is broken."));
        await using var host = new TestHost(services =>
        {
            services.AddTradingEngine(engine => Add(engine, source));
            services.Configure<EngineHostOptions>(options => options.FailureExitCode = 0);
        });
        var asked = host.WaitForStopRequestAsync();
        await host.StartAsync();
        await asked;

        Assert.That(Environment.ExitCode, Is.Zero);
    }

    [Test]
    public async Task ShouldStayUpWhenAllSourcesHaveEnded()
    {
        var source = new TestSource(_ => SourceStatus.Ended);
        await using var host = new TestHost(services => services.AddTradingEngine(engine => Add(engine, source)));
        await host.StartAsync();
        await source.Polled.WaitAsync(Patience);
        source.Thread!.Join();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(host.Engine.State, Is.EqualTo(EngineState.Running));
            Assert.That(host.Lifetime.ApplicationStopping.IsCancellationRequested, Is.False);
            Assert.That(host.Engine.Publish(Make.Tick(1, "100")), Is.EqualTo(PublishResult.Published));
        }
    }

    [Test]
    public async Task ShouldStopWhenAllSourcesHaveEndedWhereThatIsAskedFor()
    {
        var source = new TestSource(_ => SourceStatus.Ended);
        await using var host = new TestHost(services => services.AddTradingEngine(
            TestHost.Configuration(("Engine:Host:StopWhenSourcesEnd", "true")), (_, engine) => Add(engine, source)));
        var asked = host.WaitForStopRequestAsync();
        await host.StartAsync();

        await asked;

        Assert.That(Environment.ExitCode, Is.Zero);
    }

    [Test]
    public async Task ShouldFailTheStartOfTheHostWhereTheEngineFails()
    {
        var source = new TestSource(_ => SourceStatus.Idle) { StartFailure = new IOException("No broker answers.") };
        await using var host = new TestHost(services => services.AddTradingEngine(engine => Add(engine, source)));

        var failure = await Assert.ThrowsAsync<IOException>(host.StartAsync);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(failure!.Message, Is.EqualTo("No broker answers."));
            Assert.That(source.Polled.IsCompleted, Is.False);
            Assert.That(host.Engine.State, Is.EqualTo(EngineState.Stopped));
        }
    }

    [Test]
    public async Task ShouldRunWithoutSources()
    {
        await using var host = new TestHost(services => services.AddTradingEngine(engine => Add(engine, null)));
        await host.StartAsync();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(host.Engine.HasSources, Is.False);
            Assert.That(host.Engine.State, Is.EqualTo(EngineState.Running));
        }
    }

    [Test]
    public async Task ShouldBoundTheStopByTheTimeout()
    {
        using var gate = new GateTrader();
        await using var host = new TestHost(services => services.AddTradingEngine(engine => engine
            .AddTrader("slow", gate)
            .RouteOthers("slow")
            .Configure(options => options.StopTimeout = TimeSpan.Zero)));
        await host.StartAsync();
        host.Engine.Publish(Make.Tick(1, "100", at: TimeProvider.System.GetUtcNow()));
        host.Engine.Publish(Make.Signal("s", at: TimeProvider.System.GetUtcNow()));

        gate.WaitUntilEntered();

        await host.StopAsync().WaitAsync(Patience);
        gate.Open();

        Assert.That(host.Engine.State, Is.EqualTo(EngineState.Stopped));
    }

    [Test]
    public async Task ShouldLeaveNoThreadWhereItStopsBeforeTheFirstPoll()
    {
        var source = new TestSource(_ => SourceStatus.Idle);
        var host = new TestHost(services => services.AddTradingEngine(engine => Add(engine, source)));
        await using (host)
        {
            await host.StartAsync();
            await host.StopAsync();
        }

        Assert.That(source.Thread?.IsAlive, Is.Not.True);
    }

    private static EngineBuilder Add(EngineBuilder engine, IEventSource? source)
    {
        engine.AddTrader<PaperTrader>("paper").RouteOthers("paper");
        return source is null ? engine : engine.AddSource(source);
    }
}
