using TradingEngine.Runner.Kafka;
using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Strategies;

/// <summary>An engine whose routes are in its settings file, which changes while it runs.</summary>
[Parallelizable]
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class FollowedSettingsTests
{
    private const long Token = 1001;

    [Test]
    public void ShouldFollowTheFileAndKeepTheRoutesWhileItIsWrong()
    {
        using var folder = new StrategyFolder(hasSettings: false);
        var file = folder["appsettings.json"];
        var routed = Settings("""{ "momentum": ["paper"] }""");
        File.WriteAllText(file, Settings("""{ "carry": ["paper"] }"""));
        using var engine = folder.Start("run", "--embedded", "--ticks-per-second", "5000", "--progress-seconds", "1");
        var servers = engine.WaitForLine("Bootstrap servers: ");
        engine.WaitForLog("Got the partitions");

        File.WriteAllText(file, routed);
        engine.WaitForMatch(
            @"^\d\d:\d\d:\d\d  routes changed: carry: paper live → removed\. momentum: new, paper live\.$");

        File.WriteAllText(file, "{ \"Engine\": {");
        engine.WaitForMatch(
            @"routes refused: The strategies of .* go on, because those in the file 'appsettings.json' are wrong: " +
            @"The file 'appsettings.json' is not valid JSON in line 1\.$");
        Send(engine, servers, "while-broken", "momentum");
        engine.WaitForMatch("  1 signals  1 fills  0 failed  0 rejected");

        File.WriteAllText(file, Settings("""{ "momentum": ["papr"] }"""));
        engine.WaitForMatch("routes refused: .*papr");
        File.WriteAllText(file, routed);
        engine.WaitForLog("routes changed: The strategies are right again, as they were.");
        File.WriteAllText(file, Settings("""{ "momentum": ["paper:50%"] }"""));
        engine.WaitForLog("routes changed: momentum: paper live → paper live 50%.");

        Send(engine, servers, "unknown", "carry");
        engine.WaitForMatch("  2 signals  1 fills  0 failed  1 rejected");
        Assert.That(engine.Terminate(), Is.EqualTo(ExitStatus.Done), engine.Text);
    }

    private static string Settings(string routes) => $$"""{ "Engine": { "Routes": {{routes}}, "RouteOthers": [] } }""";

    private static void Send(BackgroundRunner engine, string servers, string id, string strategy)
    {
        engine.WaitForMatch(@"  runs  [1-9][\d,]{4,} ticks ");
        using var producer = new MarketProducer(servers, "market.ticks", "paper.signals.validated");
        producer.Send(Make.Signal(id, token: Token, strategy: strategy), Make.Time);
        Assert.That(producer.Flush(TimeSpan.FromSeconds(60)));
    }
}
