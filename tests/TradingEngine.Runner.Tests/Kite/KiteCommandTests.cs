using TradingEngine.LocalKite;

namespace TradingEngine.Runner.Tests.Kite;

/// <summary>The commands at a local Kite in this process.</summary>
[TestFixture]
public sealed class KiteCommandTests
{
    private readonly LocalKiteOptions _options = new();

    [Test]
    public async Task ShouldLogInAndDownloadTheInstruments()
    {
        await using var kite = await LocalKiteServer.StartAsync(_options);
        using var folder = new TempFolder();
        var settings = Settings(kite, folder);

        var login = RunnerProcess.Run(["kite", "login", "--request-token", kite.CreateRequestToken(), .. settings]);
        var first = RunnerProcess.Run(["kite", "instruments", .. settings]);
        var second = RunnerProcess.Run(["kite", "instruments", .. settings]);
        var found = RunnerProcess.Run(["instruments", "find", "INFY", .. settings]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(login.ExitCode, Is.EqualTo(ExitStatus.Done), login.Error);
            Assert.That(login.Output, Does.Contain($"{_options.UserId} is logged in until "));
            Assert.That(login.Output, Does.Not.Contain(_options.ApiSecret));
            Assert.That(first.Output, Does.Contain("25 instruments, 0 rows refused."), first.Error);
            Assert.That(second.Output, Does.Contain("The list of today is there already."));
            Assert.That(found.Output, Does.Contain("408065"));
        }
    }

    [Test]
    public async Task ShouldSayThatTheRequestTokenIsRefused()
    {
        await using var kite = await LocalKiteServer.StartAsync(_options);
        using var folder = new TempFolder();

        var login = RunnerProcess.Run(["kite", "login", "--request-token", "wrong", .. Settings(kite, folder)]);

        Assert.That(login.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(login.Error, Does.StartWith("kite failed: "));
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    public async Task ShouldRefuseTheLoginOfAnotherUser()
    {
        await using var kite = await LocalKiteServer.StartAsync(_options);
        using var folder = new TempFolder();

        var login = RunnerProcess.Run(
        [
            "kite", "login", "--request-token", kite.CreateRequestToken(), .. Settings(kite, folder),
            "--set", "Zerodha:UserId=ZZ9999",
        ]);

        Assert.That(login.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(login.Error, Does.Contain("ZZ9999"));
        Assert.That(Directory.GetFiles(folder.Path), Is.Empty);
    }

    [Test]
    public void ShouldNameTheSettingsThatAreMissing()
    {
        var login = RunnerProcess.Run("kite", "login");

        Assert.That(login.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
        Assert.That(login.Error, Does.Contain("Zerodha:ApiKey must be given"));
    }

    private string[] Settings(LocalKiteServer kite, TempFolder folder) =>
    [
        "--set", $"Zerodha:ApiKey={_options.ApiKey}",
        "--set", $"Zerodha:ApiSecret={_options.ApiSecret}",
        "--set", $"Zerodha:Root={kite.Root}",
        "--set", $"Zerodha:TokenFile={Path.Combine(folder.Path, "token.json")}",
        "--set", $"Instruments:CacheDirectory={Path.Combine(folder.Path, "lists")}",
    ];
}
