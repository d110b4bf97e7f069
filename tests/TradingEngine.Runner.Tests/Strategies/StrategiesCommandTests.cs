namespace TradingEngine.Runner.Tests.Strategies;

/// <summary>What a user types to see and to change who trades what.</summary>
[Parallelizable]
[TestFixture]
public sealed class StrategiesCommandTests
{
    private const string Id = "momentum-1";

    private StrategyFolder _folder = null!;

    [SetUp]
    public void MakeFolder() => _folder = new StrategyFolder();

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldListWhatWasAdded()
    {
        Assert.That(_folder.Done("strategies", "list"), Does.EndWith("\n0 strategies.\n"));
        Assert.That(_folder.Done("strategies", "list", "--json"), Is.Empty);

        Assert.That(_folder.Done("strategies", "add", Id), Is.EqualTo("momentum-1: new, paper live.\n"));
        Assert.That(
            _folder.Done("strategies", "add", "carry", "--zerodha"),
            Is.EqualTo("carry: new, paper live, zerodha live.\n"));

        Assert.That(
            _folder.Done("strategies", "list"), Does.Match("(?m)^carry +active +paper live, zerodha live +- *$"));
        var lines = _folder.Lines("strategies", "list", "--json");
        Assert.That(
            lines.Select(line => line.GetProperty("id").GetString()), Is.EqualTo(new[] { "carry", Id }));
        Assert.That(lines[1].GetProperty("state").GetString(), Is.EqualTo("active"));
        Assert.That(lines[1].GetProperty("route").GetString(), Is.EqualTo("paper live"));
        Assert.That(lines[1].GetProperty("configuration").GetProperty("id").GetString(), Is.EqualTo(Id));
    }

    [Test]
    public void ShouldSayWhereTheServiceWouldNotLook()
    {
        using var folder = new StrategyFolder(hasSettings: false);

        var added = folder.Run("strategies", "add", Id);

        Assert.That((added.ExitCode, added.Output), Is.EqualTo((ExitStatus.Done, "momentum-1: new, paper live.\n")));
        Assert.That(
            added.Error,
            Does.StartWith("Note: this is strategies.db. 'run' with these settings has its routes from Engine:Routes"));
    }

    [Test]
    public void ShouldShowOneAndSayWhichThereAre()
    {
        _folder.Add(Id);
        _folder.Done("strategies", "set-limits", Id, """{"OrderQuantityMax":500}""");
        _folder.Done(
            "strategies", "enable", Id, "--trader", "zerodha", "--share", "12.5", "--terms", """{"Product":"CNC"}""");

        var shown = _folder.Done("strategies", "show", Id);

        Assert.That(shown, Does.Match("(?m)^route +paper live, zerodha live 12.5% "));
        Assert.That(shown, Does.Match("(?m)^trader zerodha +live, 12.5 %, {\"Product\":\"CNC\"} *$"));
        Assert.That(shown, Does.Match("(?m)^limits +{\"OrderQuantityMax\":500} *$"));
        Assert.That(_folder.Lines("strategies", "show", Id, "--json"), Has.Length.EqualTo(1));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "show", "nosuch"),
            Is.EqualTo("There is no strategy 'nosuch'; there are momentum-1.\n"));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "add", Id),
            Is.EqualTo("There is a strategy 'momentum-1' already.\n"));
    }

    [Test]
    public void ShouldEnableAndDisable()
    {
        _folder.Add(Id);

        CheckChange("paper live → paper live, zerodha shadow", "enable", Id, "--trader", "zerodha", "--mode", "shadow");
        CheckChange(
            "paper live, zerodha shadow → paper live, zerodha live 25%",
            "enable", Id, "--trader", "zerodha", "--share", "25");
        CheckChange("paper live, zerodha live 25% → zerodha live 25%", "disable", Id, "--trader", "paper");
        CheckChange("zerodha live 25% → no trader", "disable", Id);
        Assert.That(_folder.Done("strategies", "list"), Does.Match("(?m)^momentum-1 +suspended +no trader"));
        CheckChange("no trader → zerodha live 25%", "enable", Id);
        Assert.That(_folder.Done("strategies", "enable", Id), Is.EqualTo("Nothing is other than before.\n"));
    }

    [Test]
    public void ShouldTakeTermsThatTheTraderKnows()
    {
        _folder.Add(Id);
        var before = _folder.Export;

        Assert.That(
            EnableWith("""{"Product":"XXX"}"""),
            Does.Contain("column terms: Product is CNC, NRML, MIS or MTF, not XXX."));
        Assert.That(EnableWith("x"), Does.Contain("column terms: They are no flat JSON object"));
        Assert.That(EnableWith("[]"), Does.Contain("column terms: They are no flat JSON object"));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "enable", Id, "--trader", "paper", "--terms", "{}"),
            Does.EndWith("This trader takes no terms.\n"));
        Assert.That(_folder.Export, Is.EqualTo(before));

        CheckChange(
            """paper live → paper live, zerodha live {"Product":"CNC"}""",
            "enable", Id, "--trader", "zerodha", "--terms", """{"Product":"CNC"}""");
        CheckChange(
            """paper live, zerodha live {"Product":"CNC"} → paper live, zerodha live""",
            "enable", Id, "--trader", "zerodha", "--terms", "none");
    }

    [Test]
    public void ShouldSetTheShareOfATraderThatTrades()
    {
        _folder.Add(Id, isZerodha: true);

        CheckShare("paper live, zerodha live → paper live, zerodha live 12.5%", "12.5");
        CheckShare("paper live, zerodha live 12.5% → paper live, zerodha live 0%", "0");
        CheckShare("paper live, zerodha live 0% → paper live, zerodha live", "100");
        _folder.Done("strategies", "disable", Id, "--trader", "zerodha");
        var before = _folder.Export;
        foreach (var trader in new[] { "zerodha", "nobody" })
        {
            Assert.That(
                _folder.Refused(ExitStatus.Failed, "strategies", "set-share", Id, "1", "--trader", trader),
                Does.StartWith($"The trader '{trader}' does not trade strategy 'momentum-1'"));
        }

        foreach (var share in new[] { "12.345", "-1", "101", "half" })
        {
            Assert.That(
                _folder.Refused(ExitStatus.WrongUsage, "strategies", "set-share", Id, share, "--trader", "zerodha"),
                Does.StartWith($"The share must be a number from 0 to 100 with up to two decimals, not '{share}'."));
        }

        Assert.That(_folder.Export, Is.EqualTo(before));
    }

    [Test]
    public void ShouldSetLimits()
    {
        _folder.Add(Id);

        Assert.That(
            _folder.Done("strategies", "set-limits", Id, """{"OrderQuantityMax":500}"""),
            Is.EqualTo("""momentum-1: limits as built → {"OrderQuantityMax":500}.""" + "\n"));
        var before = _folder.Export;
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "set-limits", Id, """{"OrderQuantityMa":1}"""),
            Is.EqualTo("LIMITS, limit OrderQuantityMa: there is no such limit.\n"));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "set-limits", Id, """{"OrderQuantityMax":-1}"""),
            Does.Contain("OrderQuantityMax must be above zero, not -1."));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "set-limits", Id, "much"),
            Does.StartWith("LIMITS: is not valid JSON"));
        Assert.That(_folder.Export, Is.EqualTo(before));
        Assert.That(
            _folder.Done("strategies", "set-limits", Id, "none"),
            Is.EqualTo("""momentum-1: limits {"OrderQuantityMax":500} → as built.""" + "\n"));
    }

    [Test]
    public void ShouldSwitchATraderForAllStrategies()
    {
        _folder.Add(Id, isZerodha: true);
        _folder.Add("carry", isZerodha: true);

        Assert.That(
            _folder.Done("strategies", "switch", "zerodha", "off"),
            Is.EqualTo(
                "carry: paper live, zerodha live → paper live.\nmomentum-1: paper live, zerodha live → paper live.\n"));
        Assert.That(
            _folder.Done("strategies", "list"),
            Does.Contain("The trader zerodha is switched off for all strategies.\n2 strategies.\n"));
        CheckChange("paper live → paper live, zerodha live", "switch", "zerodha", "on");
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "switch", "nobody", "off"),
            Does.Contain("there is no trader 'nobody'; there are paper, zerodha."));
        _folder.Refused(ExitStatus.WrongUsage, "strategies", "switch", "zerodha", "maybe");
    }

    [Test]
    public void ShouldRefuseWhatIsNotThereAndChangeNothing()
    {
        _folder.Add(Id);
        var before = _folder.Export;

        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "enable", "nosuch", "--trader", "zerodha"),
            Does.StartWith("There is no strategy 'nosuch'"));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "enable", Id, "--trader", "nobody"),
            Does.Contain("there is no trader 'nobody'; there are paper, zerodha."));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "enable", Id, "--trader", "zerodha.shadow"),
            Does.Contain("a shadow is not named"));
        Assert.That(
            _folder.Refused(ExitStatus.WrongUsage, "strategies", "enable", Id, "--mode", "shadow"),
            Does.Contain("--mode, --share and --terms need --trader."));
        _folder.Refused(ExitStatus.WrongUsage, "strategies", "enable", Id, "--trader", "zerodha", "--mode", "off");
        _folder.Refused(ExitStatus.WrongUsage, "strategies", "enable");
        foreach (var by in new[] { "", new string('x', 101) })
        {
            Assert.That(
                _folder.Refused(ExitStatus.WrongUsage, "strategies", "disable", Id, "--by", by),
                Does.StartWith("--by must have 1 to 100 characters."));
        }

        Assert.That(_folder.Export, Is.EqualTo(before));
    }

    [Test]
    public void ShouldTakeAnyNameAsItIs()
    {
        string[] ids = ["München ✓ 😀 日本", """[red]a'b" {0} %s; DROP TABLE strategy_configurations; --"""];
        foreach (var id in ids)
        {
            _folder.Done("strategies", "add", id, "--by", id);
        }

        Assert.That(
            _folder.Lines("strategies", "list", "--json").Select(line => line.GetProperty("id").GetString()),
            Is.EqualTo(ids));
        var list = _folder.Done("strategies", "list");
        foreach (var id in ids)
        {
            Assert.That(list, Does.Contain(id));
            Assert.That(_folder.Done("strategies", "show", id), Does.Contain(id));
            var history = _folder.Lines("strategies", "history", id, "--json");
            Assert.That(history.Single().GetProperty("by").GetString(), Is.EqualTo(id));
            Assert.That(history[0].GetProperty("strategy").GetString(), Is.EqualTo(id));
        }
    }

    private string EnableWith(string terms) => _folder.Refused(
        ExitStatus.Failed, "strategies", "enable", Id, "--trader", "zerodha", "--terms", terms);

    private void CheckShare(string change, string share) =>
        CheckChange(change, "set-share", Id, share, "--trader", "zerodha");

    private void CheckChange(string change, params string[] arguments) =>
        Assert.That(_folder.Done(["strategies", .. arguments]), Does.EndWith($"momentum-1: {change}.\n"));
}
