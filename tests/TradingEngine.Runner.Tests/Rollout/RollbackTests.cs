using TradingEngine.Runner.Tests.Strategies;

namespace TradingEngine.Runner.Tests.Rollout;

/// <summary>Steps without a gate, steps that are none, and the way back.</summary>
[Parallelizable]
[TestFixture]
public sealed class RollbackTests
{
    private const string Id = "momentum-1";

    private StrategyFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new StrategyFolder();
        _folder.Add(Id);
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldGoUpWithoutAGateAndBackAtOnce()
    {
        CheckStep("paper live → paper live, zerodha live 0.5%", "advance", Id, "--to", "0.5", "--by", "anna");
        CheckStep("paper live, zerodha live 0.5% → paper live, zerodha live", "advance", Id, "--to", "100");
        CheckStep("paper live, zerodha live → paper live, zerodha shadow", "rollback", Id, "--to", "shadow");
        CheckStep("paper live, zerodha shadow → paper live, zerodha live 10%", "advance", Id, "--to", "10");
        CheckStep("paper live, zerodha live 10% → paper live", "rollback", Id, "--by", "ben");
        Assert.That(_folder.Done("rollout", "rollback", Id), Is.EqualTo("Nothing is other than before.\n"));

        var history = _folder.Lines("strategies", "history", Id, "--json");
        Assert.That(history, Has.Length.EqualTo(6));
        Assert.That(history[0].GetProperty("by").GetString(), Is.EqualTo("ben"));
        Assert.That(history[4].GetProperty("by").GetString(), Is.EqualTo("anna"));
    }

    [Test]
    public void ShouldKeepTheTermsOfATrader()
    {
        const string Terms = """{"Product":"CNC"}""";
        _folder.Done("strategies", "enable", Id, "--trader", "zerodha", "--mode", "shadow", "--terms", Terms);

        CheckStep(
            $"paper live, zerodha shadow {Terms} → paper live, zerodha live 10% {Terms}", "advance", Id, "--to", "10");
        CheckStep($"paper live, zerodha live 10% {Terms} → paper live", "rollback", Id);
        CheckStep($"paper live → paper live, zerodha live 10% {Terms}", "advance", Id, "--to", "10");
    }

    [Test]
    public void ShouldRefuseAStepThatIsNone()
    {
        _folder.Done("strategies", "enable", Id, "--trader", "zerodha", "--mode", "shadow");
        Assert.That(
            Refused(ExitStatus.Failed, "advance", Id, "--to", "0"),
            Does.StartWith("Trader 'zerodha' has 0 % of 'momentum-1' already"),
            "It would end the shadow.");
        CheckStep("paper live, zerodha shadow → paper live, zerodha live 10%", "advance", Id, "--to", "10");
        foreach (var share in new[] { "10", "9.99", "0" })
        {
            Assert.That(
                Refused(ExitStatus.Failed, "advance", Id, "--to", share),
                Does.StartWith("Trader 'zerodha' has 10 % of 'momentum-1' already; 'rollout rollback' and "));
        }

        _folder.Done("strategies", "switch", "zerodha", "off");
        Assert.That(
            Refused(ExitStatus.Failed, "advance", Id, "--to", "20"),
            Is.EqualTo(
                "Trader 'zerodha' is switched off for all strategies: 'strategies switch zerodha on' ends that.\n"));
        _folder.Done("strategies", "switch", "zerodha", "on");
        _folder.Done("strategies", "disable", Id);
        Assert.That(
            Refused(ExitStatus.Failed, "advance", Id, "--to", "20", "--gate", "slippage<5bp"),
            Is.EqualTo(
                "Strategy 'momentum-1' is suspended, so nobody trades it: " +
                "'strategies enable momentum-1' has it go on.\n"));
        _folder.Done("strategies", "enable", Id);
        Assert.That(
            Refused(ExitStatus.Failed, "advance", Id, "--to", "20", "--trader", "nobody", "--gate", "slippage<5bp"),
            Does.Contain("there is no trader 'nobody'; there are paper, zerodha."));
        Assert.That(_folder.Done("strategies", "list"), Does.Contain("paper live, zerodha live 10%"));
    }

    [Test]
    public void ShouldRefuseWrongUsageAndWhatIsNotThere()
    {
        var before = _folder.Export;
        foreach (var share in new[] { "-1", "101", "12.345", "all" })
        {
            Assert.That(
                Refused(ExitStatus.WrongUsage, "advance", Id, "--to", share),
                Does.StartWith("The share must be a number from 0 to 100 with up to two decimals"));
        }

        Refused(ExitStatus.WrongUsage, "advance", Id);
        Refused(ExitStatus.WrongUsage, "rollback", Id, "--to", "live");
        Assert.That(
            Refused(ExitStatus.WrongUsage, "advance", Id, "--to", "10", "--gate", "slip<5bp"),
            Does.StartWith("--gate: a gate has no term 'slip<5bp'."));
        Assert.That(
            Refused(ExitStatus.WrongUsage, "rollback", Id, "--by", new string('x', 101)),
            Does.StartWith("--by must have 1 to 100 characters."));
        Assert.That(
            Refused(ExitStatus.Failed, "advance", "nosuch", "--to", "1"),
            Does.StartWith("There is no strategy 'nosuch'"));
        Assert.That(Refused(ExitStatus.Failed, "rollback", "nosuch"), Does.StartWith("There is no strategy 'nosuch'"));
        Assert.That(
            Refused(ExitStatus.Failed, "rollback", Id, "--trader", "nobody"),
            Does.Contain("there is no trader 'nobody'"));
        Assert.That(_folder.Export, Is.EqualTo(before));
    }

    private void CheckStep(string change, params string[] arguments) =>
        Assert.That(_folder.Done(["rollout", .. arguments]), Is.EqualTo($"momentum-1: {change}.\n"));

    private string Refused(int status, params string[] arguments) => _folder.Refused(status, ["rollout", .. arguments]);
}
