using TradingEngine.Runner.Tests.Strategies;

namespace TradingEngine.Runner.Tests.Rollout;

/// <summary>A step up where a gate allows it.</summary>
[Parallelizable]
[TestFixture]
public sealed class AdvanceTests
{
    private const string Gate = "slippage<5bp,failures<1%";

    private const string NothingYet =
        "verdict: not enough signals, 0 on both sides of at least 20\nmomentum-1 stays as it is.\n";

    [Test]
    public void ShouldGoToALiveTraderStepByStep()
    {
        using var bench = new RolloutBench("paper", "zerodha", RolloutBench.Shadow);
        bench.Enable("shadow");
        bench.Trade(RolloutBench.Shadow, 20, 100.01m);

        var first = bench.Advance("10", Gate, "--by", "anna");
        var tooEarly = bench.Advance("100", Gate);
        bench.Trade("zerodha", 20, 100.04m);
        var last = bench.Advance("100", Gate);

        Assert.That((first.ExitCode, first.Error), Is.EqualTo((ExitStatus.Done, "")));
        Assert.That(
            first.Output,
            Is.EqualTo(
                "slippage<5bp: 1bp, passed\n" +
                "failures<1%: 0%, passed\n" +
                "verdict: passed\n" +
                "momentum-1: paper live, zerodha shadow → paper live, zerodha live 10%.\n"));
        Assert.That((tooEarly.ExitCode, tooEarly.Error), Is.EqualTo((ExitStatus.Failed, "")));
        Assert.That(tooEarly.Output, Does.EndWith(NothingYet), "What the shadow has done is no evidence of this step.");
        Assert.That((last.ExitCode, last.Error), Is.EqualTo((ExitStatus.Done, "")), last.Output);
        Assert.That(last.Output, Does.StartWith("slippage<5bp: 4bp, passed\n"));
        Assert.That(
            last.Output, Does.EndWith("momentum-1: paper live, zerodha live 10% → paper live, zerodha live.\n"));
        CheckHistory(bench);
    }

    [TestCase(100.05, "slippage<5bp: 5bp, not passed", "failures<1%: 0%, passed", false)]
    [TestCase(100.01, "slippage<5bp: 1bp, passed", "failures<1%: 4.7619%, not passed", true)]
    public void ShouldChangeNothingWhereTheGateIsNotPassed(
        decimal price, string slippage, string failures, bool hasFailure)
    {
        using var bench = new RolloutBench("paper", RolloutBench.Shadow);
        bench.Enable("shadow");
        var before = bench.Folder.Export;
        bench.Trade(RolloutBench.Shadow, 20, price);
        if (hasFailure)
        {
            bench.Fail(RolloutBench.Shadow);
        }

        var result = bench.Advance("10", Gate);

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((ExitStatus.Failed, "")));
        Assert.That(
            result.Output,
            Is.EqualTo($"{slippage}\n{failures}\nverdict: not passed\nmomentum-1 stays as it is.\n"));
        Assert.That(bench.Folder.Export, Is.EqualTo(before));
    }

    [Test]
    public void ShouldCountSignalsOfTheStrategySinceItsLastChange()
    {
        using var bench = new RolloutBench("paper", RolloutBench.Shadow);
        bench.Trade(RolloutBench.Shadow, 25, age: TimeSpan.FromHours(1));
        bench.Trade(RolloutBench.Shadow, 25, strategyId: "momentum-2");
        bench.Enable("shadow");

        var none = bench.Advance("10", Gate);
        bench.Trade(RolloutBench.Shadow, 19);
        var few = bench.Advance("10", Gate);
        var enough = bench.Advance("10", Gate, "--min-signals", "19");
        bench.Folder.Done("rollout", "rollback", RolloutBench.Id, "--to", "shadow");
        var older = bench.Advance("20", Gate, "--last", "2h", "--min-signals", "25");

        Assert.That((none.ExitCode, few.ExitCode), Is.EqualTo((ExitStatus.Failed, ExitStatus.Failed)));
        Assert.That(none.Output, Does.EndWith(NothingYet));
        Assert.That(few.Output, Does.Contain("verdict: not enough signals, 19 on both sides of at least 20\n"));
        Assert.That((enough.ExitCode, enough.Error), Is.EqualTo((ExitStatus.Done, "")), enough.Output);
        Assert.That((older.ExitCode, older.Error), Is.EqualTo((ExitStatus.Done, "")), older.Output);
    }

    [Test]
    public void ShouldNotPassOverEventsThatCannotBeRead()
    {
        using var bench = new RolloutBench("paper", RolloutBench.Shadow);
        bench.Enable("shadow");
        var before = bench.Folder.Export;
        bench.Trade(RolloutBench.Shadow, 20);
        bench.Write("zerodha.shadow.orders.failed", "{");

        var result = bench.Advance("10", Gate);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(result.Error, Does.Contain("Warning: 1 event was not read of zerodha.shadow."));
        Assert.That(result.Output, Does.EndWith("momentum-1 stays as it is.\n"));
        Assert.That(bench.Folder.Export, Is.EqualTo(before));
    }

    [Test]
    public void ShouldSayWhyItCannotBeJudged()
    {
        using var bench = new RolloutBench("paper");
        var off = bench.Folder.Refused(ExitStatus.Failed, bench.CommandOf("10", Gate));
        bench.Enable("shadow");
        var before = bench.Folder.Export;

        var topic = bench.Folder.Refused(ExitStatus.Failed, bench.CommandOf("10", Gate));
        var broker = bench.Folder.Refused(
            ExitStatus.Failed,
            bench.CommandOf(
                "10", Gate, "--set", "Kafka:Client:bootstrap.servers=127.0.0.1:1", "--set", "Kafka:StartTimeout=10ms"));

        Assert.That(
            off,
            Is.EqualTo(
                "Trader 'zerodha' does nothing for 'momentum-1', so there is nothing to judge: begin with " +
                "'strategies enable momentum-1 --trader zerodha --mode shadow', or name --right.\n"));
        Assert.That(topic, Does.StartWith("It cannot be judged: there is no topic zerodha.shadow.orders."));
        Assert.That(broker, Does.StartWith("It cannot be judged: no broker at "));
        Assert.That(bench.Folder.Export, Is.EqualTo(before));
    }

    /// <summary>The reference is a pipe, so that judging takes as long as the other change does.</summary>
    [Test]
    [Platform(Exclude = "Win", Reason = "There are no named pipes in a folder.")]
    public void ShouldNotAdvanceWhatWasRolledBackWhileItWasJudged()
    {
        using var bench = new RolloutBench("paper", RolloutBench.Shadow);
        bench.Enable("shadow");
        bench.Trade(RolloutBench.Shadow, 20);
        var pipe = new NamedPipe(bench.Folder["paper.jsonl"]);
        using var advance = bench.Folder.Start(
            bench.CommandOf("10", Gate, "--left", pipe.Path));
        using (var writer = pipe.OpenToWrite())
        {
            bench.Folder.Done("rollout", "rollback", RolloutBench.Id);
            foreach (var line in RolloutBench.PaperLines(RolloutBench.Shadow, 20))
            {
                writer.WriteLine(line);
            }
        }

        Assert.That(advance.WaitForExit(), Is.EqualTo(ExitStatus.Failed), advance.Text);
        Assert.That(advance.Text, Does.Contain("verdict: passed\n"));
        Assert.That(
            advance.Text, Does.Contain("Strategy 'momentum-1' was changed while it was judged; judge it again."));
        Assert.That(bench.Route, Is.EqualTo("paper live"));
    }

    private static void CheckHistory(RolloutBench bench)
    {
        var history = bench.Folder.Lines("strategies", "history", RolloutBench.Id, "--json");
        Assert.That(
            history.Select(line => line.GetProperty("after").ToString()),
            Is.EqualTo(new[]
            {
                After(""","traders":[{"trader":"zerodha","mode":"live","share_percent":100}]"""),
                After(""","traders":[{"trader":"zerodha","mode":"live","share_percent":10}]"""),
                After(""","traders":[{"trader":"zerodha","mode":"shadow","share_percent":100}]"""),
                After(""),
            }));
        Assert.That(history[1].GetProperty("by").GetString(), Is.EqualTo("anna"));
    }

    private static string After(string traders) =>
        $$"""{"id":"momentum-1","is_active":true,"zerodha_trading_enabled":false{{traders}}}""";
}
