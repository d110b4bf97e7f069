using System.Text.Json;

namespace TradingEngine.Runner.Tests.Strategies;

/// <summary>Who changed what, and when.</summary>
[Parallelizable]
[TestFixture]
public sealed class HistoryTests
{
    [Test]
    public void ShouldTellWhoChangedWhatNewestFirst()
    {
        using var folder = new StrategyFolder();
        var start = TimeProvider.System.GetUtcNow();
        folder.Done("strategies", "add", "momentum-1", "--by", "anna");
        folder.Done("strategies", "add", "carry", "--set", "Strategies:ChangedBy=ben");
        string[] enable = ["strategies", "enable", "momentum-1", "--trader", "zerodha", "--share", "5"];
        folder.Done([.. enable, "--by", new string('c', 100)]);
        folder.Done([.. enable, "--by", "nobody"]);
        folder.Done("strategies", "switch", "zerodha", "off");

        var all = folder.Lines("strategies", "history", "--json");

        Assert.That(
            all.Select(line => line.GetProperty("by").GetString()),
            Is.EqualTo(new[] { Environment.UserName, new string('c', 100), "ben", "anna" }));
        Assert.That(all[0].GetProperty("trader").GetString(), Is.EqualTo("zerodha"));
        Assert.That(all[0].GetProperty("before").ValueKind, Is.EqualTo(JsonValueKind.Null));
        Assert.That(all[0].GetProperty("after").GetRawText(), Is.EqualTo("""{"is_enabled":false}"""));
        Assert.That(
            all[1].GetProperty("before").GetRawText(),
            Is.EqualTo("""{"id":"momentum-1","is_active":true,"zerodha_trading_enabled":false}"""));
        Assert.That(
            all[1].GetProperty("after").GetProperty("traders").GetRawText(),
            Is.EqualTo("""[{"trader":"zerodha","mode":"live","share_percent":5}]"""));
        Assert.That(all.Select(line => line.GetProperty("time").GetDateTimeOffset()), Is.Ordered.Descending);
        Assert.That(all[^1].GetProperty("time").GetDateTimeOffset(), Is.GreaterThan(start.AddMilliseconds(-1)));
        CheckParts(folder);
    }

    private static void CheckParts(StrategyFolder folder)
    {
        var one = folder.Done("strategies", "history", "momentum-1", "--set", "Strategies:ChangedBy=x");
        Assert.That(one.TrimEnd().Split('\n'), Has.Length.GreaterThan(2));
        Assert.That(one, Does.Contain("paper live → paper live").And.Contain("new → paper live"));
        Assert.That(one, Does.Not.Contain("carry"));
        var newest = folder.Lines("strategies", "history", "--max", "1", "--json");
        Assert.That(newest.Single().GetProperty("trader").GetString(), Is.EqualTo("zerodha"));
        Assert.That(folder.Lines("strategies", "history", "nosuch", "--json"), Is.Empty);
        folder.Refused(ExitStatus.WrongUsage, "strategies", "history", "--max", "0");
    }
}
