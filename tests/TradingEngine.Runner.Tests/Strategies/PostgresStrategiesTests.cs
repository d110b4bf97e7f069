using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Strategies;

/// <summary>The same commands with the database of the replaced system.</summary>
[Parallelizable]
[TestFixture]
public sealed class PostgresStrategiesTests
{
    [Test]
    public async Task ShouldListChangeAndRemember()
    {
        var server = PostgresServer.SharedOrIgnore();
        await using var database = await server.CreateDatabaseAsync();
        using var folder = new StrategyFolder();
        string[] settings = SettingsOf(database.ConnectionString);

        folder.Done(["strategies", "add", "a'; DROP TABLE x; --", .. settings]);
        folder.Done(["strategies", "add", "momentum-1", .. settings]);
        var change = folder.Done(
            [
                "strategies", "enable", "momentum-1", "--trader", "zerodha", "--share", "12.5", "--by", "anna", .. settings,
            ]);
        var list = folder.Lines(["strategies", "list", "--json", .. settings]);
        var rollback = folder.Done(["rollout", "rollback", "momentum-1", .. settings]);
        var history = folder.Lines(["strategies", "history", "momentum-1", "--json", .. settings]);

        Assert.That(change, Is.EqualTo("momentum-1: paper live → paper live, zerodha live 12.5%.\n"));
        Assert.That(
            list.Select(line => line.GetProperty("route").GetString()),
            Is.EqualTo(new[] { "paper live", "paper live, zerodha live 12.5%" }));
        Assert.That(rollback, Is.EqualTo("momentum-1: paper live, zerodha live 12.5% → paper live.\n"));
        Assert.That(history, Has.Length.EqualTo(3));
        Assert.That(history[1].GetProperty("by").GetString(), Is.EqualTo("anna"));
        Assert.That(File.Exists(folder.Database), Is.False);
    }

    [Test]
    public void ShouldKeepAWrongPasswordToItself()
    {
        var server = PostgresServer.SharedOrIgnore();
        using var folder = new StrategyFolder();
        var settings = SettingsOf($"postgresql+asyncpg://postgres:s3cret-pass@127.0.0.1:{server.Port}/postgres");

        var error = folder.Refused(ExitStatus.Failed, ["strategies", "list", .. settings]);

        Assert.That(error, Does.Contain("password authentication failed"));
        Assert.That(error, Does.Not.Contain("s3cret"));
        Assert.That(
            folder.Refused(ExitStatus.WrongUsage, ["strategies", "list", .. SettingsOf("s3cret-pass")]),
            Does.StartWith("Strategies:PostgresConnectionString ").And.Not.Contain("s3cret"));
    }

    private static string[] SettingsOf(string connection) =>
        ["--set", "Strategies:Source=Postgres", "--set", $"Strategies:PostgresConnectionString={connection}"];
}
