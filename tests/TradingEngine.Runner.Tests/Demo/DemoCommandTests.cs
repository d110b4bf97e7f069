using TradingEngine.Runner.Demo;

namespace TradingEngine.Runner.Tests.Demo;

[TestFixture]
public sealed class DemoCommandTests
{
    private static readonly string[] Small = ["demo", "--seed", "7", "--ticks", "20000", "--signals", "1000"];
    private static readonly string[] SmallInProcess = [.. Small, "--in-process"];

    [Test]
    public void ShouldRunWithoutArguments()
    {
        var result = RunnerProcess.Run();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
            Assert.That(result.Error, Is.Empty);
            Assert.That(result.Figure("ticks"), Is.EqualTo(DemoOptions.DefaultTickCount));
            Assert.That(result.Figure("signals"), Is.EqualTo(DemoOptions.DefaultSignalCount));
            Assert.That(result.Figure("ticks read"), Is.EqualTo(DemoOptions.DefaultTickCount));
            Assert.That(result.Figure("fills read back"), Is.EqualTo(result.Figure("fills")));
        }
    }

    [TestCase("fused")]
    [TestCase("stages")]
    [TestCase("inline")]
    public void ShouldShowPlainLinesInAPipe(string topology)
    {
        var result = RunnerProcess.Run([.. SmallInProcess, "--topology", topology]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
            Assert.That(result.Output, Does.Not.Contain('\u001b').And.Not.Contain('\r'));
            Assert.That(result.Output, Does.Contain("100 %  15:4"));
            Assert.That(result.Output, Does.Contain("as fast as it goes"));
        }
    }

    [Test]
    public void ShouldShowTheFiguresOfTheEngine()
    {
        var result = RunnerProcess.Run(SmallInProcess);
        var run = new DemoRun(new DemoOptions(Seed: 7, TickCount: 20_000, SignalCount: 1_000, IsInProcess: true), new SilentView());
        var expected = run.Execute(CancellationToken.None).Snapshot;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.Figure("ticks"), Is.EqualTo(expected.Status.TickCount));
            Assert.That(result.Figure("signals"), Is.EqualTo(expected.Status.SignalCount));
            Assert.That(result.Figure("fills"), Is.EqualTo(expected.FillCount));
            Assert.That(result.Figure("rejected"), Is.EqualTo(expected.RejectedCount));
            foreach (var strategy in expected.Strategies)
            {
                Assert.That(result.Figure(strategy.StrategyId), Is.EqualTo(strategy.FillCount));
            }
        }
    }

    [Test]
    public void ShouldShowTheSameProfitAndLossForASeed()
    {
        var first = ProfitAndLoss(RunnerProcess.Run(SmallInProcess));
        var second = ProfitAndLoss(RunnerProcess.Run(SmallInProcess));
        Assert.That(second, Is.EqualTo(first));
    }

    [TestCase("fused")]
    [TestCase("stages")]
    public void ShouldDecideTheSameOverKafka(string topology)
    {
        var result = RunnerProcess.Run([.. Small, "--topology", topology]);
        var direct = RunnerProcess.Run(SmallInProcess);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
            Assert.That(result.Error, Is.Empty);
            foreach (var name in new[] { "ticks", "signals", "fills", "rejected", "closed", "stale", "duplicate", "hold" })
            {
                Assert.That(result.Figure(name), Is.EqualTo(direct.Figure(name)), name);
            }

            Assert.That(result.Figure("fills read back"), Is.EqualTo(direct.Figure("fills")));
        }
    }

    [Test]
    public void ShouldSayThatTheDayWasPaced()
    {
        var result = RunnerProcess.Run([.. Small, "--seconds", "1"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
            Assert.That(result.Output, Does.Contain("paced to 1 s"));
        }
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
    public void ShouldEndWithASummaryWhenInterrupted()
    {
        var result = RunnerProcess.RunAndInterrupt([.. Small, "--seconds", "30"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Interrupted));
            Assert.That(result.Output, Does.Contain("Interrupted at "));
            Assert.That(result.Figure("ticks"), Is.Positive.And.LessThan(20_000));
            Assert.That(result.Error, Is.Empty);
        }
    }

    private static string ProfitAndLoss(RunnerOutput result)
    {
        var start = result.Summary.IndexOf("P&L", StringComparison.Ordinal);
        return result.Summary[start..result.Summary.IndexOf("Signal to", StringComparison.Ordinal)];
    }
}
