namespace TradingEngine.Runner.Tests.Strategies;

/// <summary>An engine that is killed, and the next one.</summary>
[Parallelizable]
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class KilledFollowerTests
{
    private static readonly string[] RunCommand =
    [
        "run", "--embedded", "--progress-seconds", "0", "--set", "Strategies:Source=Sqlite",
        "--set", "Strategies:CacheFile=cache/strategies.json",
    ];

    private StrategyFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new StrategyFolder();
        _folder.Add("momentum-1");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldHaveTheChangedRoutesAfterItWasKilled()
    {
        using (var first = Start())
        {
            _folder.Done("strategies", "set-share", "momentum-1", "50", "--trader", "paper");
            first.Kill();
        }

        using var second = Start();
        _folder.Done("strategies", "set-share", "momentum-1", "25", "--trader", "paper");

        second.WaitForLog("routes changed: momentum-1: paper live 50% → paper live 25%.");
        Assert.That(second.Terminate(), Is.EqualTo(ExitStatus.Done), second.Text);
    }

    [Test]
    public void ShouldStartFromTheCopyWhereTheDatabaseIsGarbage()
    {
        using (var first = Start())
        {
            _folder.Done("strategies", "set-share", "momentum-1", "50", "--trader", "paper");
            first.WaitForLog("routes changed: momentum-1: paper live → paper live 50%.");
            WaitForCopy();
            first.Kill();
        }

        MakeGarbage();
        using var second = Start();
        second.WaitForLog("The strategies are those that were saved at ");
        Assert.That(second.Text, Does.Contain("SQLite strategies.db: "));
        using var other = new StrategyFolder();
        other.Add("momentum-1");
        File.Move(other.Database, _folder.Database, overwrite: true);
        second.WaitForLog("SQLite strategies.db can be read again.");
        second.WaitForLog("routes changed: momentum-1: paper live 50% → paper live.");
        Assert.That(second.Terminate(), Is.EqualTo(ExitStatus.Done), second.Text);
    }

    [Test]
    public void ShouldNotStartWithoutDatabaseAndCopy()
    {
        MakeGarbage();

        var result = _folder.Run(RunCommand);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((ExitStatus.Failed, "")));
        Assert.That(result.ErrorLines, Has.Some.StartsWith("run failed: SQLite strategies.db: "));
    }

    private BackgroundRunner Start()
    {
        var engine = _folder.Start(RunCommand);
        engine.WaitForLine("Bootstrap servers: ");
        return engine;
    }

    private void WaitForCopy() => Assert.That(
        SpinWait.SpinUntil(
            () => File.ReadAllText(_folder["cache/strategies.json"]).Contains(
                "\"share_percent\": 50", StringComparison.Ordinal),
            TimeSpan.FromMinutes(1)));

    private void MakeGarbage()
    {
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(_folder.Database)!, "strategies.db*"))
        {
            File.Delete(file);
        }

        File.WriteAllText(_folder.Database, new string('x', 8192));
    }
}
