using TradingEngine.Strategies;
using TradingEngine.TestKit;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Sql.Tests;

/// <summary>The README's code is compiled here, and runs.</summary>
[TestFixture]
[NonParallelizable]
public sealed class ReadmeTests
{
    private string _folder = "";
    private string _before = "";

    [SetUp]
    public void EnterFolder()
    {
        _before = Environment.CurrentDirectory;
        _folder = Directory.CreateTempSubdirectory("tradingengine-readme-").FullName;
        Environment.CurrentDirectory = _folder;
    }

    [TearDown]
    public void LeaveFolder()
    {
        Environment.CurrentDirectory = _before;
        Directory.Delete(_folder, recursive: true);
    }

    [TestCase(1)]
    [TestCase(2)]
    public void ShouldShowTheCodeThatIsCompiled(int block)
    {
        var readme = ReadFile("src/TradingEngine.Sql/README.md");
        var shown = readme.Split("```csharp\n")[block].Split("\n```")[0].Split('\n')
            .Select(line => line.Length == 0 ? "" : $"        {line}");

        Assert.That(ReadFile("tests/TradingEngine.Sql.Tests/ReadmeTests.cs"), Does.Contain(string.Join('\n', shown)));
    }

    [Test]
    public async Task ShouldKeepAndFollowWhatItShows()
    {
        var strategies = await KeepAsync();
        Assert.That(strategies.Strategies.Single().Traders.Select(one => one.Trader), Is.EqualTo(new[] { "zerodha", "paper" }));

        var builder = new EngineBuilder().AddTrader("paper", new PaperTrader()).AddTrader("zerodha", new PaperTrader());
        Assert.That(await FollowAsync(builder), Is.EqualTo("paper live, zerodha shadow"));
        Assert.That(File.Exists("data/strategies.json"), Is.True);
    }

    private static async Task<StrategySet> KeepAsync()
    {
        await using var store = new SqliteStrategyStore("data/strategies.db");
        // new PostgresStrategyStore("Host=localhost;Database=alpha_panda;Username=engine;Password=…");
        await store.ChangeAsync(
            set => set with
            {
                Strategies =
                [
                    .. set.Strategies,
                    new StrategyConfiguration("momentum-1")
                    {
                        Traders = [new StrategyTrader("zerodha", TraderMode.Shadow), new StrategyTrader("paper", TraderMode.Live)],
                    },
                ],
            },
            changedBy: "anna",
            CancellationToken.None);
        var strategies = await store.ReadAsync(CancellationToken.None);
        return strategies;
    }

    private static async Task<string> FollowAsync(EngineBuilder builder)
    {
        await using var updater = new StrategyUpdater(
            new SqliteStrategyStore("data/strategies.db"), new StrategyUpdaterOptions { CacheFile = "data/strategies.json" });
        await updater.LoadAsync(builder); // after the traders were added; gives each a shadow
        await using var engine = builder.Build();
        await engine.StartAsync();
        updater.Start(engine);
        return updater.Plan!.Strategies["momentum-1"].Describe();
    }

    private static string ReadFile(string path) =>
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, path)).ReplaceLineEndings("\n");
}
