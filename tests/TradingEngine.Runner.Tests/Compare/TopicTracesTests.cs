using Confluent.Kafka;
using TradingEngine.Model;
using TradingEngine.Runner.Compare;

namespace TradingEngine.Runner.Tests.Compare;

[Parallelizable]
[TestFixture]
public sealed class TopicTracesTests
{
    private const string Shadow = "paper.shadow";
    private const string DeadAddress = "127.0.0.1:1";

    [Test]
    public void ShouldReadAllThreeTopicsOfATrader()
    {
        using var topics = new OrderTopicWriter("paper");
        topics.Write(
            Orders.Event("s1", OrderEventType.Placed),
            Orders.Event("s1", OrderEventType.PartiallyFilled, 4, 100m, seconds: 1, step: 1),
            Orders.Event("s1", OrderEventType.Cancelled, seconds: 2),
            Orders.Fill("s2", 100m),
            Orders.Event("s3", OrderEventType.Failed),
            Orders.Fill("s2", 100m));

        var side = Read(topics, "paper");

        Assert.That((side.EventCount, side.RepeatedCount), Is.EqualTo((5L, 1L)));
        Assert.That(
            side.Traces.Select(trace => (trace.SignalId, trace.State)),
            Is.EquivalentTo(
            [
                ("s1", TraceState.Cancelled), ("s2", TraceState.Filled), ((string?)"s3", TraceState.Failed),
            ]));
    }

    [Test]
    public void ShouldReadOneTopic()
    {
        using var topics = new OrderTopicWriter("paper");
        topics.Write(Orders.Fill("s1", 100m), Orders.Event("s2", OrderEventType.Failed));

        Assert.That(Read(topics, "paper.orders.filled").Traces.Single().SignalId, Is.EqualTo("s1"));
    }

    [Test]
    public void ShouldReadUpToWhereTheTopicsEndedAtTheStart()
    {
        using var topics = new OrderTopicWriter("paper");
        topics.Write(Enumerable.Range(0, 500).Select(i => Orders.Fill($"early{i}", 100m)));
        using var source = TraceSources.Open("paper", topics.Options, new TraceFilter());
        source.Begin(CancellationToken.None);
        topics.Write(Enumerable.Range(0, 500).Select(i => Orders.Fill($"late{i}", 100m)));

        var side = source.Read(CancellationToken.None);

        Assert.That(side.EventCount, Is.EqualTo(500));
        Assert.That(side.Traces.Select(trace => trace.SignalId), Has.All.StartsWith("early"));
    }

    [Test]
    public void ShouldReadEmptyTopics()
    {
        using var topics = new OrderTopicWriter("paper");

        Assert.That(Read(topics, "paper").Traces, Is.Empty);
    }

    [Test]
    public void ShouldRefuseWhatIsNoOrderEventAndSayWhereItStands()
    {
        using var topics = new OrderTopicWriter("paper");
        topics.Write("paper.orders.filled", null);
        topics.Write("paper.orders.filled", "{");

        var reader = Read(topics, "paper").Reader;

        Assert.That(reader.RefusedCount, Is.EqualTo(2));
        Assert.That(
            reader.FirstRefused[0].ToString(), Does.Match(@"^paper.orders.filled \[\d\] at offset 0: it is empty$"));
        Assert.That(
            reader.FirstRefused[1].ToString(), Does.Match(@"^paper.orders.filled \[\d\] at offset 1: not JSON"));
    }

    [Test]
    public void ShouldBelongToNoGroupAndCommitNothing()
    {
        using var topics = new OrderTopicWriter("paper");
        topics.Write(Orders.Fill("s1", 100m));
        Read(topics, "paper");
        using var client = new ConsumerBuilder<Ignore, Ignore>(new ConsumerConfig
        {
            BootstrapServers = topics.BootstrapServers,
            GroupId = "alpha-panda.trading_engine.compare",
        }).SetLogHandler((_, _) => { }).Build();

        var committed = client.Committed(
            Enumerable.Range(0, 3).Select(i => new TopicPartition("paper.orders.filled", i)), TimeSpan.FromSeconds(30));

        Assert.That(committed.Select(partition => partition.Offset), Is.All.EqualTo(Offset.Unset));
    }

    [Test]
    public void ShouldSayWhereThereIsNoSuchTrader()
    {
        using var topics = new OrderTopicWriter("paper");

        var error = Assert.Throws<InvalidDataException>(() => Read(topics, "papr"))!;

        Assert.That(
            error.Message,
            Is.EqualTo(
                "there is no topic papr.orders.submitted or papr.orders.filled or papr.orders.failed at " +
                topics.BootstrapServers));
    }

    [Test]
    public void ShouldStopWhenItIsCancelled()
    {
        using var topics = new OrderTopicWriter("paper");
        topics.Write(Orders.Fill("s1", 100m));
        using var source = TraceSources.Open("paper", topics.Options, new TraceFilter());
        source.Begin(CancellationToken.None);

        Assert.Throws<OperationCanceledException>(() => source.Read(new CancellationToken(canceled: true)));
    }

    [Test]
    public void ShouldCompareATraderWithItsShadow()
    {
        using var topics = new OrderTopicWriter("paper", Shadow);
        topics.Write(Orders.Fill("s1", 100m), Orders.Fill("s2", 100m), Orders.Fill("s3", 100m));
        topics.Write(
            Orders.Fill("s1", 100.1m, trader: Shadow, seconds: 1),
            Orders.Event("s2", OrderEventType.Failed, trader: Shadow, message: "no price"));

        var result = RunnerProcess.Run(
            [
                "compare", "--left", "paper", "--right", Shadow, "--gate", "slippage<=10bp,missing<33%",
                .. topics.Arguments,
            ]);

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((ExitStatus.Failed, "")));
        Assert.That(result.Output, Does.Contain("left: paper, 3 events\nright: paper.shadow, 2 events\n"));
        Assert.That(
            result.Output,
            Does.EndWith(
                "slippage<=10bp: 10bp, passed\n" +
                "missing<33%: 33.3333%, not passed\n" +
                "verdict: not passed\n"));
    }

    [Test]
    public void ShouldLetTheClientSettingsWin()
    {
        using var topics = new OrderTopicWriter("paper");
        topics.Write(Orders.Fill("s1", 100m));

        var result = RunnerProcess.Run(
            [
                "compare", "--left", "paper", "--right", "paper.orders.filled", "--gate", "slippage<=0bp",
                "--set", $"Kafka:BootstrapServers={DeadAddress}",
                "--set", $"Kafka:Client:bootstrap.servers={topics.BootstrapServers}",
            ]);

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((ExitStatus.Done, "")));
    }

    [Test]
    public void ShouldSayThatNoBrokerAnswers()
    {
        var result = RunnerProcess.Run(
            "compare", "--left", "paper", "--right", Shadow,
            "--set", $"Kafka:BootstrapServers={DeadAddress}", "--set", "Kafka:StartTimeout=1ms");

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((ExitStatus.Failed, "")));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith($"compare failed: no broker at {DeadAddress} answered within"));
    }

    [Test]
    public void ShouldRefuseWrongSettingsOnlyWhereATopicIsRead()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["side.jsonl"], "");
        string[] wrong = ["--set", "Kafka:StartTimeout=long"];

        var files = RunnerProcess.Run(
            ["compare", "--left", folder["side.jsonl"], "--right", folder["side.jsonl"], .. wrong]);
        var topic = RunnerProcess.Run(["compare", "--left", folder["side.jsonl"], "--right", "paper", .. wrong]);

        Assert.That((files.ExitCode, files.Error), Is.EqualTo((ExitStatus.Done, "")));
        Assert.That(topic.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
        Assert.That(topic.Error, Does.StartWith("Kafka:StartTimeout must be a time"));
    }

    [TestCase(-1, 1)]
    [TestCase(0, 1)]
    [TestCase(1, 0)]
    public void ShouldTakeWhatHappenedSinceATime(int secondsAfter, int expected)
    {
        using var topics = new OrderTopicWriter("paper");
        var fill = Orders.Fill("s1", 100m);
        topics.Write(fill);

        var side = Read(topics, "paper", new TraceFilter(Since: fill.Timestamp.AddSeconds(secondsAfter)));

        Assert.That(side.Traces.Count(), Is.EqualTo(expected));
    }

    private static TraceSet Read(OrderTopicWriter topics, string name, TraceFilter? filter = null)
    {
        using var source = TraceSources.Open(name, topics.Options, filter ?? new TraceFilter());
        source.Begin(CancellationToken.None);
        return source.Read(CancellationToken.None);
    }
}
