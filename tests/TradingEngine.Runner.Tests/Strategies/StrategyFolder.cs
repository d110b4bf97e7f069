using System.Text.Json;
using TradingEngine.Sql;
using TradingEngine.Strategies;

namespace TradingEngine.Runner.Tests.Strategies;

/// <summary>A folder with a store of strategies, and the commands that a user types there.</summary>
internal sealed class StrategyFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <param name="hasSettings">Whether a file of settings says that the store is where routes come from.</param>
    public StrategyFolder(bool hasSettings = true)
    {
        if (hasSettings)
        {
            File.WriteAllText(_folder["appsettings.json"], """{"Strategies":{"Source":"Sqlite"}}""");
        }
    }

    /// <summary>The store, as the commands make it where nothing else is set.</summary>
    public string Database => _folder["strategies.db"];

    /// <summary>Everything in the store.</summary>
    public string Export => Done("strategies", "export");

    /// <summary>The path of a file in it.</summary>
    public string this[string name] => _folder[name];

    /// <summary>Adds a strategy as <c>strategies add</c> does, without a process.</summary>
    public void Add(string id, bool isZerodha = false)
    {
        var strategy = new StrategyConfiguration(id) { ZerodhaTradingEnabled = isZerodha };
        AddAsync(strategy).GetAwaiter().GetResult();
    }

    /// <summary>Runs a command.</summary>
    public RunnerOutput Run(params string[] arguments) => RunnerProcess.RunIn(_folder.Path, arguments);

    /// <summary>Runs a command that must do what it is asked without a complaint.</summary>
    /// <returns>Its output.</returns>
    public string Done(params string[] arguments)
    {
        var result = Run(arguments);
        Assert.That((result.ExitCode, result.Error), Is.EqualTo((ExitStatus.Done, "")), string.Join(' ', arguments));
        return result.Output;
    }

    /// <summary>Runs a command that must be refused, with nothing on its output.</summary>
    /// <returns>What it says about it.</returns>
    public string Refused(int status, params string[] arguments)
    {
        var result = Run(arguments);
        Assert.That(
            (result.ExitCode, result.Output),
            Is.EqualTo((status, "")),
            $"{string.Join(' ', arguments)}: {result.Error}");
        Assert.That(result.Error, Is.Not.Empty.And.Not.Contain("Exception").And.Not.Contain("   at "));
        return result.Error;
    }

    /// <summary>Runs a command that writes one JSON object a line.</summary>
    public JsonElement[] Lines(params string[] arguments) =>
        [.. Done(arguments).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line))];

    /// <summary>Starts a command that goes on in the background.</summary>
    public BackgroundRunner Start(params string[] arguments) => BackgroundRunner.StartIn(_folder.Path, arguments);

    public void Dispose() => _folder.Dispose();

    private async Task AddAsync(StrategyConfiguration strategy)
    {
        await using var store = new SqliteStrategyStore(Database, TimeProvider.System);
        await store.ChangeAsync(
            set => set with { Strategies = [.. set.Strategies, strategy] }, "test", CancellationToken.None);
    }
}
