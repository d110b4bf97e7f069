using TradingEngine.Markets;
using TradingEngine.TestKit;

namespace TradingEngine.Zerodha.Tests;

/// <summary>The README's code is compiled here, and runs.</summary>
[TestFixture]
public sealed class ReadmeTests
{
    [Test]
    public void ShouldShowTheCodeThatIsCompiled()
    {
        var readme = ReadFile("src/TradingEngine.Zerodha/README.md");
        var shown = readme.Split("```csharp\n")[1].Split("\n```")[0].Split('\n')
            .Where(line => line.Length > 0 && !line.StartsWith("using ", StringComparison.Ordinal))
            .Select(line => $"        {line}");

        Assert.That(
            ReadFile("tests/TradingEngine.Zerodha.Tests/ReadmeTests.cs"), Does.Contain(string.Join('\n', shown)));
    }

    [Test]
    public void ShouldBuildWhatItShows()
    {
        Build(new EngineBuilder().RouteOthers("zerodha"), "key", InstrumentRegistry.Empty);
    }

    private static void Build(EngineBuilder builder, string apiKey, InstrumentRegistry instruments)
    {
        var zerodha = new ZerodhaOptions { UserId = "AB1234", TokenFile = "kite-token.json" };
        zerodha.Client.ApiKey = apiKey;
        builder.AddTrader("zerodha", new ZerodhaTrader(zerodha)).UseInstruments(instruments);
        Assert.That(builder.Build().State, Is.EqualTo(EngineState.Created));
    }

    private static string ReadFile(string path) =>
        File.ReadAllText(Path.Combine(SharedData.RepositoryRoot, path)).ReplaceLineEndings("\n");
}
