using System.Text.Json;
using TradingEngine.Orders;
using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Run;

/// <summary>
/// A recorded day through a broker of its own process and two engines in one group, which are killed in the middle.
/// </summary>
[Parallelizable]
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class KilledEngineTests
{
    private const string Day = "nse-2022-11-22";

    [TestCase("Classic")]
    [TestCase("Consumer")]
    public void ShouldFillEverySignalOnceByIdWhileEnginesAreKilled(string protocol)
    {
        var folder = SharedData.PathOf(Day);
        using var broker = BackgroundRunner.Start("broker");
        var servers = broker.WaitForLine("Bootstrap servers: ");
        using var topics = new OrderTopics(servers, "paper");
        var first = StartEngine(servers, protocol);
        var second = StartEngine(servers, protocol);
        try
        {
            first.WaitForLog("Got the partitions");
            second.WaitForLog("Got the partitions");
            using var producer = BackgroundRunner.Start(
                "produce", folder, "--bootstrap-servers", servers, "--speed", "4000");

            topics.ReadUntil(60);
            first = Restart(first, servers, protocol);
            topics.ReadUntil(150);
            second = Restart(second, servers, protocol);
            Assert.That(producer.WaitForExit(), Is.EqualTo(ExitStatus.Done), producer.Text);
            var signalIds = SignalIds(folder);
            topics.ReadUntil(signalIds.Count);
            first.WaitForLog("Got the partitions");
            second.WaitForLog("Got the partitions");
            Assert.That(first.Terminate(), Is.EqualTo(ExitStatus.Done), first.Text);
            Assert.That(second.Terminate(), Is.EqualTo(ExitStatus.Done), second.Text);
            topics.ReadRest();

            CheckFills(topics, signalIds);
        }
        finally
        {
            first.Dispose();
            second.Dispose();
        }
    }

    private static BackgroundRunner Restart(BackgroundRunner engine, string servers, string protocol)
    {
        engine.Kill();
        engine.Dispose();
        return StartEngine(servers, protocol);
    }

    private static BackgroundRunner StartEngine(string servers, string protocol)
    {
        string[] settings =
        [
            $"Kafka:BootstrapServers={servers}",
            $"Kafka:GroupProtocol={protocol}",
            "Kafka:Consumer:fetch.wait.max.ms=1",
            "Engine:SignalAgeLimit=infinite",
            "Kafka:CommitInterval=50ms",
            .. protocol == "Classic"
                ? (string[])["Kafka:Consumer:session.timeout.ms=3000", "Kafka:Consumer:heartbeat.interval.ms=500"]
                : [],
        ];
        return BackgroundRunner.Start(["run", .. settings.SelectMany(setting => new[] { "--set", setting })]);
    }

    private static void CheckFills(OrderTopics topics, List<string> signalIds)
    {
        Assert.That(topics.Failures, Is.Empty);
        Assert.That(topics.FillsBySignal.Keys, Is.EquivalentTo(signalIds));
        foreach (var (signalId, fillIds) in topics.FillsBySignal)
        {
            var expected = OrderIdentity.EventIdOf(
                OrderIdentity.OrderIdOf(signalId, "paper"), Model.OrderEventType.Filled, 0);
            Assert.That(fillIds, Is.EqualTo(new[] { expected }));
        }

        TestContext.Out.WriteLine($"{topics.FillMessageCount} messages with fills of {signalIds.Count} signals");
    }

    private static List<string> SignalIds(string folder) =>
    [
        .. File.ReadLines(Path.Combine(folder, "signals.jsonl")).Select(line =>
        {
            using var json = JsonDocument.Parse(line);
            return json.RootElement.GetProperty("id").GetString()!;
        }),
    ];
}
