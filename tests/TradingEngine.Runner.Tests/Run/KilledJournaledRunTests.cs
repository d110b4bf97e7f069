using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Run;

/// <summary>A recorded day through the service with a journal, killed once in the middle and started again.</summary>
[Parallelizable]
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class KilledJournaledRunTests
{
    private const string Day = "nse-2022-11-22";

    [Test]
    public void ShouldFillWhatAnUndisturbedRunFills()
    {
        const int killAt = 120;
        using var folder = new TempFolder();
        var signalCount = File.ReadLines(Path.Combine(SharedData.PathOf(Day), "signals.jsonl")).Count();
        var undisturbed = RunDay(folder["undisturbed"], signalCount, killAt: null, out _);

        var killed = RunDay(folder["killed"], signalCount, killAt, out var report);

        Assert.That(killed, Is.EqualTo(undisturbed));
        Assert.That(killed, Has.Count.EqualTo(signalCount));
        var found = Regex.Match(
            report,
            @"(\d+) records read from 1 file \(\d+ bytes\).* (\d+) decided signals and \d+ positions put back\. "
            + @"\d+ events? published again\. 0 orders had no end");
        Assert.That(found.Success, Is.True, report);
        Assert.That(Number(found, 1), Is.GreaterThanOrEqualTo(killAt), "Records, one a fill at least");
        Assert.That(Number(found, 2), Is.GreaterThanOrEqualTo(killAt), "Decided signals");
    }

    private static int Number(Match match, int group) =>
        int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    /// <summary>Plays the day, and kills the service when there are so many fills.</summary>
    /// <returns>The fills by id, without what depends on the moment: times, and the newest price.</returns>
    private static SortedDictionary<Guid, string> RunDay(
        string journal, int signalCount, int? killAt, out string report)
    {
        using var broker = BackgroundRunner.Start("broker");
        var servers = broker.WaitForLine("Bootstrap servers: ");
        using var topics = new OrderTopics(servers, "paper");
        var engine = StartEngine(servers, journal);
        try
        {
            engine.WaitForLog("Got the partitions");
            using var producer = BackgroundRunner.Start(
                "produce", SharedData.PathOf(Day), "--bootstrap-servers", servers, "--speed", "4000");
            if (killAt is { } count)
            {
                topics.ReadUntil(count);
                engine.Kill();
                engine.Dispose();
                engine = StartEngine(servers, journal);
            }

            topics.ReadUntil(signalCount);
            Assert.That(producer.WaitForExit(), Is.EqualTo(ExitStatus.Done), producer.Text);
            engine.WaitForLog("Got the partitions");
            Assert.That(engine.Terminate(), Is.EqualTo(ExitStatus.Done), engine.Text);
            topics.ReadRest();
            report = engine.Text;
        }
        finally
        {
            engine.Dispose();
        }

        Assert.That(topics.Failures, Is.Empty);
        Assert.That(topics.Changed, Is.Empty, "A repeated message is the one of before");
        TestContext.Out.WriteLine($"{topics.FillMessageCount} messages with {topics.Fills.Count} fills");
        return new SortedDictionary<Guid, string>(
            topics.Fills.ToDictionary(each => each.Key, each => Lasting(each.Value)));
    }

    private static BackgroundRunner StartEngine(string servers, string journal)
    {
        string[] settings =
        [
            $"Kafka:BootstrapServers={servers}",
            "Kafka:Consumer:fetch.wait.max.ms=1",
            "Kafka:Consumer:session.timeout.ms=3000",
            "Kafka:Consumer:heartbeat.interval.ms=500",
            "Kafka:CommitInterval=50ms",
            "Engine:SignalAgeLimit=infinite",
            $"Journal:Directory={journal}",
        ];
        return BackgroundRunner.Start(["run", .. settings.SelectMany(setting => new[] { "--set", setting })]);
    }

    private static string Lasting(string message)
    {
        using var json = JsonDocument.Parse(message);
        var data = json.RootElement.GetProperty("data");
        string[] names =
            ["order_id", "instrument_token", "quantity", "side", "strategy_id", "broker", "execution_mode"];
        var lasting = string.Join(' ', names.Select(name => data.GetProperty(name)));
        return $"{json.RootElement.GetProperty("causation_id")} {lasting}";
    }
}
