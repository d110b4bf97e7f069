using System.Text.Json;
using TradingEngine.Runner.Kafka;
using TradingEngine.Runner.Tests.Replay;
using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Run;

/// <summary>How the service starts, fails and ends.</summary>
[TestFixture]
[Platform(Exclude = "Win", Reason = "There is no signal to send to another process.")]
public sealed class RunCommandTests
{
    [Test]
    public void ShouldStopInOrderWhenTerminated()
    {
        using var engine = BackgroundRunner.Start("run", "--embedded", "--progress-seconds", "1");
        engine.WaitForLog("Got the partitions");

        Assert.That(engine.Terminate(), Is.EqualTo(ExitStatus.Done), engine.Text);
        Assert.That(engine.Text, Does.Contain("Engine stopped"));
        Assert.That(engine.Text, Does.Contain("Let the partitions"));
    }

    [Test]
    public void ShouldNameEverythingThatIsWrong()
    {
        var result = RunnerProcess.Run(
            "run", "--set", "Kafka:CommitCount=0", "--set", "Engine:RingSize=7", "--set", "Kafka:BootstrapServer=x");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
            Assert.That(result.ErrorLines, Has.Some.StartsWith("Kafka:CommitCount "));
            Assert.That(result.ErrorLines, Has.Some.StartsWith("Engine:RingSize "));
            Assert.That(result.ErrorLines, Has.Some.StartsWith("Kafka:BootstrapServer "));
            Assert.That(result.ErrorLines, Has.Length.EqualTo(3));
        }
    }

    [Test]
    public void ShouldFailWhereNoBrokerAnswers()
    {
        var result = RunnerProcess.Run(
            "run", "--set", "Kafka:BootstrapServers=127.0.0.1:1", "--set", "Kafka:StartTimeout=100ms");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(result.Error, Does.Contain("run failed: No broker at 127.0.0.1:1 answered within 00:00:00.1"));
    }

    [Test]
    public void ShouldFillAtThePricesOfARecordedDay()
    {
        using var day = new TempFolder();
        BrokenDay.Write(day, [BrokenDay.GoodTick, "garbage"], BrokenDay.Signal("of-that-day"));
        using var engine = BackgroundRunner.Start(
            "run", "--embedded", "--feed", "replay", "--day", day.Path, "--progress-seconds", "1",
            "--set", "PaperTrading:SlippagePercent=0");
        var servers = engine.WaitForLine("Bootstrap servers: ");
        engine.WaitForLog("Got the partitions");
        engine.WaitForLog("  1 ticks ");
        using var topics = new OrderTopics(servers, "paper");
        using (var producer = new MarketProducer(servers, "market.ticks", "paper.signals.validated"))
        {
            producer.Send(Make.Signal("now"), Make.Time);
            Assert.That(producer.Flush(TimeSpan.FromSeconds(30)));
        }

        topics.ReadUntil(1);

        using var fill = JsonDocument.Parse(topics.Fills.Single().Value);
        Assert.That(fill.RootElement.GetProperty("data").GetProperty("fill_price").GetDecimal(), Is.EqualTo(100.05m));
        Assert.That(topics.FillsBySignal.Keys, Is.EqualTo(new[] { "now" }));
        Assert.That(engine.Terminate(), Is.EqualTo(ExitStatus.Done), engine.Text);
        Assert.That(engine.Text, Does.Contain("ticks.csv.gz"), "The line that cannot be read is told.");
    }

    [TestCase("--feed replay and --day go together.", "--feed", "replay")]
    [TestCase("--feed replay and --day go together.", "--day", "x")]
    [TestCase("it takes no --feed replay", "--feed", "replay", "--day", "x", "--live-sim", "--embedded")]
    public void ShouldRefuseHalfAReplay(string message, params string[] arguments)
    {
        var result = RunnerProcess.Run(["run", .. arguments]);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
        Assert.That(result.Error, Does.Contain(message));
    }

    [Test]
    public void ShouldFailWhereThereIsNoRecordedDay()
    {
        var result = RunnerProcess.Run("run", "--embedded", "--feed", "replay", "--day", "no-such-day");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(result.Error, Does.Contain("run failed: ").And.Contain("no-such-day"));
    }

    [Test]
    public void ShouldNameTheTopicsThatAreMissing()
    {
        using var broker = BackgroundRunner.Start("broker", "--for", "other");
        var servers = broker.WaitForLine("Bootstrap servers: ");

        var result = RunnerProcess.Run("run", "--set", $"Kafka:BootstrapServers={servers}");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(result.Error, Does.Contain("run failed: These topics are missing"));
        foreach (var topic in new[] { "paper.signals.validated", "paper.signals.validated.dlq", "paper.orders.filled" })
        {
            Assert.That(result.Error, Does.Contain($"{topic},").Or.Contain($"{topic}."));
        }
    }
}
