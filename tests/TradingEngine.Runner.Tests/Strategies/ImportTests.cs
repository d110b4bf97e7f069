using System.Text.Json;

namespace TradingEngine.Runner.Tests.Strategies;

/// <summary>Strategies from a file, and back into one.</summary>
[Parallelizable]
[TestFixture]
public sealed class ImportTests
{
    private const string Three = """
        {
          "traders": { "zerodha": true },
          "strategies": [
            { "id": "a", "strategy_type": "momentum",
              "instruments": [256265, 408065], "parameters": { "window": 20, "name": "ü'\"" } },
            { "id": "b", "zerodha_trading_enabled": true,
              "limits": { "OrderQuantityMax": 500, "PriceAgeMax": "00:00:05" } },
            { "id": "c", "is_suspended": true, "traders": [
              { "trader": "zerodha", "mode": "live", "share_percent": 12.5, "terms": { "Product": "CNC" } },
              { "trader": "paper", "mode": "off" } ] }
          ]
        }
        """;

    private static readonly (string Right, string Wrong, string Message)[] Mistakes =
    [
        ("\"live\"", "\"lvie\"", "strategy 'c', trader number 1, field mode: must be live, shadow or off"),
        ("\"trader\": \"paper\"", "\"trader\": \"papr\"", "there is no trader 'papr'"),
        ("\"id\": \"b\"", "\"id\": \"a\"", "strategy 'a': is there twice."),
        ("12.5", "112.5", "column share_percent: must be from 0 to 100"),
        ("\"CNC\"", "\"XXX\"", "Product is CNC, NRML, MIS or MTF, not XXX."),
        ("500", "\"many\"", "strategy 'b', field limits, limit OrderQuantityMax: must be a number"),
        ("\"id\": \"c\",", "\"id\": \"c\"", "The strategies are not valid JSON: "),
        ("\"zerodha\": true", "\"zerodah\": true", "there is no trader 'zerodah'"),
    ];

    private StrategyFolder _folder = null!;

    [SetUp]
    public void MakeFolder()
    {
        _folder = new StrategyFolder();
        _folder.Add("old");
    }

    [TearDown]
    public void DeleteFolder() => _folder.Dispose();

    [Test]
    public void ShouldGiveTheSameExportAfterARoundTrip()
    {
        Import(Three, "--replace");
        var export = _folder.Export;
        using var other = new StrategyFolder();
        File.WriteAllText(other["all.json"], export);

        other.Done("strategies", "import", "all.json");

        Assert.That(other.Export, Is.EqualTo(export));
        Assert.That(
            other.Done("strategies", "import", "all.json", "--replace"), Is.EqualTo("Nothing is other than before.\n"));
        Assert.That(
            JsonSerializer.Serialize(JsonElement.Parse(export).GetProperty("strategies")[2]),
            Is.EqualTo(
                """{"id":"c","is_active":true,"zerodha_trading_enabled":false,"is_suspended":true,"traders":[""" +
                """{"trader":"zerodha","mode":"live","share_percent":12.5,"terms":{"Product":"CNC"}},""" +
                """{"trader":"paper","mode":"off","share_percent":100}]}"""));
    }

    [Test]
    public void ShouldKeepWhatTheFileDoesNotHaveUnlessItReplaces()
    {
        var added = Import(Three);
        var kept = Ids();
        var replaced = Import("""{ "strategies": [ { "id": "a" } ] }""", "--replace");

        Assert.That(added, Is.EqualTo("a: new, paper live.\nb: new, paper live, zerodha live.\nc: new, no trader.\n"));
        Assert.That(kept, Is.EqualTo(new[] { "a", "b", "c", "old" }));
        Assert.That(Ids(), Is.EqualTo(new[] { "a" }));
        Assert.That(replaced, Does.Contain("old: paper live → removed.\n"));
    }

    [Test]
    public void ShouldTakeNothingOfAFileThatIsWrongSomewhere()
    {
        var before = _folder.Export;
        var isReplacing = false;
        foreach (var (right, wrong, message) in Mistakes)
        {
            File.WriteAllText(_folder["wrong.json"], Three.Replace(right, wrong, StringComparison.Ordinal));
            isReplacing = !isReplacing;
            string[] replace = isReplacing ? ["--replace"] : [];

            Assert.That(
                _folder.Refused(ExitStatus.Failed, ["strategies", "import", "wrong.json", .. replace]),
                Does.Contain(message));
        }

        Assert.That(_folder.Export, Is.EqualTo(before));
    }

    [Test]
    public void ShouldSayThatThereIsNoSuchFile() => Assert.That(
        _folder.Refused(ExitStatus.Failed, "strategies", "import", "nosuch.json"),
        Does.StartWith("The file 'nosuch.json' cannot be read: "));

    private string Import(string json, params string[] arguments)
    {
        File.WriteAllText(_folder["all.json"], json);
        return _folder.Done(["strategies", "import", "all.json", .. arguments]);
    }

    private string?[] Ids() =>
        [.. _folder.Lines("strategies", "list", "--json").Select(line => line.GetProperty("id").GetString())];
}
