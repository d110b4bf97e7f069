using TradingEngine.Egress;
using TradingEngine.Model;
using TradingEngine.Runner.Demo;
using TradingEngine.Runner.View;

namespace TradingEngine.Runner.Tests.Demo;

[TestFixture]
public sealed class DemoRunTests
{
    private static readonly DemoOptions Small = new(Seed: 7, TickCount: 20_000, SignalCount: 1_000, IsInProcess: true);

    [TestCase(Topology.Fused)]
    [TestCase(Topology.ThreadPerStage)]
    [TestCase(Topology.Inline)]
    public void ShouldAccountForEverySignal(Topology topology)
    {
        var snapshot = Run(Small with { Topology = topology }, out var events);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(snapshot.Percent, Is.EqualTo(100));
            Assert.That(snapshot.Status.TickCount, Is.EqualTo(Small.TickCount));
            Assert.That(snapshot.Status.ConflatedTickCount, Is.Zero);
            Assert.That(snapshot.Status.SignalCount, Is.EqualTo(Small.SignalCount));
            Assert.That(snapshot.FillCount + snapshot.RejectedCount, Is.EqualTo(Small.SignalCount));
            Assert.That(snapshot.FailedCount, Is.Zero);
            Assert.That(events, Has.Count.EqualTo(snapshot.FillCount));
            Assert.That(snapshot.Status.Latency.SampleCount, Is.EqualTo(snapshot.FillCount));
        }
    }

    [Test]
    public void ShouldRejectForEveryReasonOfTheDay()
    {
        var reasons = Run(Small, out _).Status.SignalsByReason;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(reasons[RejectReason.Closed], Is.EqualTo(20));
            Assert.That(reasons[RejectReason.Duplicate], Is.EqualTo(20));
            Assert.That(reasons[RejectReason.Stale], Is.EqualTo(19));
            Assert.That(reasons[RejectReason.UnknownStrategy], Is.EqualTo(20));
            Assert.That(reasons[RejectReason.Hold], Is.Positive);
            Assert.That(reasons[RejectReason.Invalid], Is.Zero);
        }
    }

    [TestCase(Topology.Fused)]
    [TestCase(Topology.ThreadPerStage)]
    [TestCase(Topology.Inline)]
    public void ShouldFillTheSameForASeed(Topology topology)
    {
        var first = Run(Small, out var firstEvents);
        var second = Run(Small with { Topology = topology }, out var secondEvents);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(secondEvents, Is.EqualTo(firstEvents));
            Assert.That(second.Strategies, Is.EqualTo(first.Strategies));
        }
    }

    [Test]
    public void ShouldAddUpProfitAndLossFromTheFills()
    {
        var snapshot = Run(Small, out var events);
        foreach (var strategy in snapshot.Strategies)
        {
            var own = events.Where(fill => fill.Signal.StrategyId == strategy.StrategyId).ToList();
            Assert.That(strategy.FillCount, Is.EqualTo(own.Count));
            Assert.That(strategy.Fees, Is.EqualTo(own.Sum(fill => fill.Fees)));
            Assert.That(strategy.Net, Is.EqualTo(strategy.Realized + strategy.Unrealized - strategy.Fees));
        }
    }

    [Test]
    public void ShouldEndEarlyWhenInterrupted()
    {
        using var interrupt = new CancellationTokenSource();
        interrupt.Cancel();
        var result = new DemoRun(Small, new SilentView()).Execute(interrupt.Token);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.IsInterrupted, Is.True);
            Assert.That(result.Snapshot.Status.State, Is.EqualTo(EngineState.Running));
            Assert.That(result.Snapshot.Status.TickCount, Is.LessThan(Small.TickCount));
        }
    }

    [Test]
    public void ShouldLetTheViewReadWhileItRuns()
    {
        var view = new SilentView();
        new DemoRun(Small, view).Execute(CancellationToken.None);
        Assert.That(view.First!.Strategies, Has.Count.EqualTo(Small.StrategyCount));
    }

    [Test]
    public void ShouldSummariseWhatTheEngineSays()
    {
        var result = new DemoRun(Small, new SilentView()).Execute(CancellationToken.None);
        using var writer = new StringWriter();
        new SummaryView(ConsoleFactory.CreatePlain(writer), isTerminal: false).Show(result);
        var text = writer.ToString();
        var status = result.Snapshot.Status;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(RunnerOutput.Figure(text, "ticks"), Is.EqualTo(status.TickCount));
            Assert.That(RunnerOutput.Figure(text, "signals"), Is.EqualTo(status.SignalCount));
            Assert.That(RunnerOutput.Figure(text, "fills"), Is.EqualTo(status.OrderEventCount));
            foreach (var (reason, count) in status.SignalsByReason)
            {
                if (count > 0 && reason != RejectReason.None)
                {
                    Assert.That(RunnerOutput.Figure(text, reason.ToKey()), Is.EqualTo(count));
                }
            }
        }
    }

    private static DemoSnapshot Run(DemoOptions options, out IReadOnlyList<OrderEvent> events)
    {
        var sink = new InMemorySink();
        var result = new DemoRun(options, new SilentView(), sink).Execute(CancellationToken.None);
        events = sink.Events;
        return result.Snapshot;
    }
}
