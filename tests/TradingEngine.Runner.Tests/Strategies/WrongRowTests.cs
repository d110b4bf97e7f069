using Microsoft.Data.Sqlite;

namespace TradingEngine.Runner.Tests.Strategies;

/// <summary>Somebody wrote a wrong row into the database; what others have to do must go on.</summary>
[Parallelizable]
[TestFixture]
public sealed class WrongRowTests
{
    private const string UnreadableRow =
        "INSERT INTO trading_engine_routes (strategy_id, trader, mode) VALUES ('wrong', 'zerodha', 'lvie')";

    private StrategyFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new StrategyFolder();
        _folder.Add("momentum-1", isZerodha: true);
        _folder.Add("wrong");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [TestCase(
        "INSERT INTO trading_engine_routes (strategy_id, trader, mode) VALUES ('wrong', 'zerodah', 'live')",
        "strategy 'wrong', trader 'zerodah', column trader: there is no trader 'zerodah'; there are paper, zerodha.")]
    [TestCase(
        "INSERT INTO trading_engine_routes (strategy_id, trader, mode, terms) " +
        "VALUES ('wrong', 'zerodha', 'live', '{\"Product\":\"X\"}')",
        "strategy 'wrong', trader 'zerodha', column terms: Product is CNC, NRML, MIS or MTF, not X.")]
    [TestCase(
        "INSERT INTO trading_engine_traders (trader, is_enabled) VALUES ('zerodah', 0)",
        "the switches of traders: there is no trader 'zerodah'; there are paper, zerodha.")]
    public void ShouldRollBackWhileSomethingElseIsWrong(string sql, string error)
    {
        Execute(sql);

        var rollback = _folder.Run("rollout", "rollback", "momentum-1");
        var off = _folder.Run("strategies", "switch", "zerodha", "off");

        Assert.That(
            (rollback.ExitCode, rollback.Output),
            Is.EqualTo((ExitStatus.Done, "momentum-1: paper live, zerodha live → paper live.\n")));
        Assert.That(
            rollback.Error,
            Is.EqualTo(
                "Warning: until the following is right, an engine that runs takes no change that begins or widens trading.\n" +
                $"{error}\n"));
        Assert.That((off.ExitCode, off.Error), Is.EqualTo((ExitStatus.Done, rollback.Error)));
        Assert.That(_folder.Done("strategies", "list"), Does.Contain("wrong: ").And.Contain("switched off"));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "enable", "wrong", "--trader", "nobody"),
            Does.Contain("there is no trader 'nobody'"));
    }

    [Test]
    public void ShouldRollBackWhileARowOfAnotherStrategyCannotBeRead()
    {
        Execute(UnreadableRow);

        var result = _folder.Run("rollout", "rollback", "momentum-1");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
        Assert.That(result.Output, Is.EqualTo("momentum-1: paper live, zerodha live → paper live.\n"));
    }

    [Test]
    public void ShouldNameTheRowThatCannotBeRead()
    {
        const string error = "trading_engine_routes, row 'wrong'/'zerodha', column mode: must be live, shadow or off, not 'lvie'.\n";
        Execute(UnreadableRow);

        Assert.That(_folder.Refused(ExitStatus.Failed, "strategies", "list"), Is.EqualTo(error));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "rollout", "rollback", "wrong"),
            Does.StartWith("There is no strategy 'wrong'").And.EndsWith(error));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "add", "wrong"),
            Is.EqualTo($"The rows of strategy 'wrong' cannot be read; correct them first.\n{error}"));
    }

    [Test]
    public void ShouldRollBackWhatHasWrongTermsItself()
    {
        Execute(
            "INSERT INTO trading_engine_routes (strategy_id, trader, mode, terms) " +
            "VALUES ('momentum-1', 'zerodha', 'live', '{\"Product\":\"X\"}')");

        Assert.That(
            _folder.Done("rollout", "rollback", "momentum-1"), Is.EqualTo("momentum-1: new, paper live.\n"));
        Assert.That(
            _folder.Lines("strategies", "show", "momentum-1", "--json")[0].GetProperty("route").GetString(),
            Is.EqualTo("paper live"));
    }

    [Test]
    public void ShouldMendAWrongTraderByDisablingIt()
    {
        Execute("INSERT INTO trading_engine_routes (strategy_id, trader, mode) VALUES ('wrong', 'zerodah', 'live')");

        Assert.That(_folder.Run("strategies", "disable", "wrong").ExitCode, Is.EqualTo(ExitStatus.Done), "it gets no worse");
        Assert.That(
            _folder.Run("strategies", "disable", "wrong", "--trader", "zerodah").ExitCode, Is.EqualTo(ExitStatus.Done));

        Assert.That(_folder.Done("strategies", "enable", "wrong"), Is.EqualTo("wrong: no trader → paper live.\n"));
    }

    [Test]
    public void ShouldSayThatTheFileIsNoDatabase()
    {
        File.WriteAllText(_folder["other.db"], new string('x', 4096));

        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "list", "--set", "Strategies:SqliteFile=other.db"),
            Does.StartWith("SQLite other.db: "));
        Assert.That(
            _folder.Refused(ExitStatus.Failed, "strategies", "add", "x", "--set", "Strategies:SqliteFile=/proc/x/y.db"),
            Does.StartWith("SQLite /proc/x/y.db: "));
    }

    private void Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={_folder.Database};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
