using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using TradingEngine.Model;
using TradingEngine.Runner.Compare;
using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Compare;

[Parallelizable]
[TestFixture]
public sealed class CompareCommandTests
{
    private static readonly string[] LeftLines =
    [
        Orders.Line(Orders.Fill("s1", 100m)),
        Orders.Line(Orders.Fill("s2", 200m, side: Side.Sell, seconds: 1)),
        Orders.Line(Orders.Fill("s3", 100m, seconds: 2)),
    ];

    private static readonly string[] RightLines =
    [
        Orders.Line(Orders.Fill("s1", 100.05m, trader: "paper.shadow", seconds: 0.5)),
        Orders.Line(Orders.Fill("s2", 199.8m, trader: "paper.shadow", side: Side.Sell, seconds: 1.5)),
        Orders.Line(Orders.Event(
            "s3", OrderEventType.Failed, trader: "paper.shadow", seconds: 2.5, message: "no\nprice")),
    ];

    [Test]
    public void ShouldShowSignalsTotalsAndTheVerdict()
    {
        var result = Run(LeftLines, RightLines, "--gate", "slippage<8bp,failures<1%,latency<=500ms");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(result.Error, Is.Empty);
        Assert.That(result.Output.Split('\n')[1..4].Select(line => line[..2]), Is.EqualTo(["s3", "s2", "s1"]));
        Assert.That(result.Output, Does.Match("(?m)^s3 .*BUY +10 +filled 10 at 100 +failed +500ms +no price$"));
        Assert.That(result.Output, Does.Match("(?m)^s2 .*SELL +10 +filled 10 at 200 +filled 10 at 199.8 +10bp +500ms$"));
        Assert.That(result.Output, Does.Contain("signals: 3 on both, 0 only left, 0 only right\n"));
        Assert.That(result.Output, Does.Contain("slippage: mean 7.5bp, median 7.5bp, p95 10bp, worst 10bp\n"));
        Assert.That(
            result.Output,
            Does.EndWith(
                "slippage<8bp: 7.5bp, passed\n" +
                "failures<1%: 33.3333%, not passed\n" +
                "latency<=500ms: 500ms, passed\n" +
                "verdict: not passed\n"));
    }

    [TestCase(ExitStatus.Done, "no gate")]
    [TestCase(ExitStatus.Done, "passed", "--gate", "slippage<=7.5bp")]
    [TestCase(ExitStatus.Failed, "not passed", "--gate", "slippage<7.5bp")]
    [TestCase(
        ExitStatus.Failed,
        "not enough signals, 3 on both sides of at least 4",
        "--gate", "slippage<8bp", "--min-signals", "4")]
    public void ShouldEndWithTheStatusOfTheVerdict(int status, string verdict, params string[] arguments)
    {
        var result = Run(LeftLines, RightLines, arguments);

        Assert.That(result.ExitCode, Is.EqualTo(status), result.Error);
        Assert.That(result.Output, Does.EndWith($"\nverdict: {verdict}\n"));
    }

    [TestCase("--gate: a gate has no term 'slip<5bp'. There are slippage<Nbp", "--gate", "slip<5bp")]
    [TestCase("--min-signals needs --gate", "--min-signals", "5")]
    [TestCase("--last must be a time such as 00:00:30", "--last", "30")]
    [TestCase("--last must be a time above zero", "--last", "0s")]
    [TestCase("Required argument missing for option: '--gate'", "--gate")]
    [TestCase("--min-signals must be a whole number from 1", "--gate", "extra<1%", "--min-signals", "0")]
    public void ShouldRefuseWrongUsage(string message, params string[] arguments)
    {
        var result = Run(LeftLines, RightLines, arguments);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith(message));
        Assert.That(result.Output, Is.Empty);
    }

    [TestCase("missing.jsonl")]
    [TestCase("no/such/file")]
    [TestCase("paper trader")]
    [TestCase("")]
    public void ShouldRefuseASideThatIsNothing(string name)
    {
        var result = RunnerProcess.Run("compare", "--left", "paper", "--right", name);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
        Assert.That(
            result.Error,
            Does.StartWith($"--right must be {TraceSources.Expectation}, not '{name}'."));
    }

    [Test]
    public void ShouldWriteOneJsonObject()
    {
        var result = Run(LeftLines, RightLines, "--json", "--gate", "slippage<8bp,failures<1%");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(result.Output.TrimEnd(), Does.Not.Contain("\n"));
        var json = JsonElement.Parse(result.Output);
        var (totals, signals) = (json.GetProperty("totals"), json.GetProperty("signals"));
        using (Assert.EnterMultipleScope())
        {
            Assert.That(json.GetProperty("verdict").GetString(), Is.EqualTo("not passed"));
            Assert.That(json.GetProperty("left").GetProperty("events").GetInt64(), Is.EqualTo(3));
            Assert.That(totals.GetProperty("both").GetInt64(), Is.EqualTo(3));
            Assert.That(totals.GetProperty("slippage_bp").GetProperty("mean").GetDecimal(), Is.EqualTo(7.5m));
            Assert.That(
                json.GetProperty("terms").EnumerateArray().Select(term => term.GetProperty("passed").GetBoolean()),
                Is.EqualTo([true, false]));
            Assert.That(
                signals.EnumerateArray().Select(signal => signal.GetProperty("signal").GetString()),
                Is.EqualTo(["s3", "s2", "s1"]));
            Assert.That(
                signals[0].GetProperty("right").GetRawText(),
                Is.EqualTo(
                    "{\"state\":\"failed\",\"filled_quantity\":0,\"average_price\":null," +
                    "\"first_time\":\"2026-08-03T09:15:02.500000+05:30\"," +
                    "\"last_time\":\"2026-08-03T09:15:02.500000+05:30\",\"message\":\"no\\nprice\"}"));
            Assert.That(
                signals[2].GetProperty("right").GetProperty("average_price").GetRawText(), Is.EqualTo("100.05"));
        }
    }

    [Test]
    public void ShouldShowFiftySignalsAndSayHowManyAreLeftOut()
    {
        string[] lines = [.. Enumerable.Range(0, 61).Select(i => Orders.Line(Orders.Fill($"s{i}", 100m)))];

        var result = Run(lines, lines);

        Assert.That(result.Output, Does.Contain("\n11 more signals are left out.\n"));
        Assert.That(result.Output.Split('\n').Count(line => line.Contains(" filled 10 at ")), Is.EqualTo(50));
    }

    [Test]
    public void ShouldKeepOneStrategyAndWhatIsNotTooOld()
    {
        var line = Orders.Line(Orders.Fill("s1", 100m, strategyId: "carry"));
        var now = TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture);
        string[] lines =
        [
            line,
            Orders.Line(Orders.Fill("s2", 100m)),
            Orders.Line(Orders.Fill("s3", 100m, strategyId: "carry"))
                .Replace("2026-08-03T09:15:00.000000+05:30", now, StringComparison.Ordinal),
        ];

        var all = Run(lines, lines);
        var one = Run(lines, lines, "--strategy", "carry");
        var last = Run(lines, lines, "--strategy", "carry", "--last", "1h");

        Assert.That(all.Output, Does.Contain("signals: 3 on both"));
        Assert.That(one.Output, Does.Contain("signals: 2 on both"));
        Assert.That(last.Output, Does.Contain("signals: 1 on both").And.StartsWith("signal").And.Contain("\ns3 "));
    }

    [Test]
    public void ShouldWarnOfTwoTradersOnOneSide()
    {
        var result = Run(LeftLines, [.. LeftLines, .. RightLines]);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done));
        Assert.That(
            result.Error, Does.Contain("has events of paper, paper.shadow: what they did for one signal adds up"));
    }

    [Test]
    public void ShouldCompareTwoReplaysOfARecordedDay()
    {
        using var folder = new TempFolder();
        foreach (var percent in new[] { "0", "0.05" })
        {
            var replay = RunnerProcess.Run(
                "replay", SharedData.PathOf("nse-2022-11-22"), "--slippage-percent", percent, "--out", folder[percent]);
            Assert.That(replay.ExitCode, Is.EqualTo(ExitStatus.Done), replay.Error);
        }

        var result = RunnerProcess.Run(
            "compare", "--left", folder["0/order-events.jsonl"], "--right", folder["0.05/order-events.jsonl"],
            "--gate", "slippage<=5bp,slippage_max<=5bp,failures<=0%,missing<=0%,extra<=0%,unfilled<=0%,latency<=0ms");

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((ExitStatus.Done, "")), result.Output);
        Assert.That(result.Output, Does.Contain("slippage: mean 5bp, median 5bp, p95 5bp, worst 5bp"));
    }

    [Test]
    public void ShouldReadACompressedFile()
    {
        using var folder = new TempFolder();
        File.WriteAllLines(folder["left.jsonl"], LeftLines);
        using (var file = new GZipStream(File.Create(folder["right.jsonl.gz"]), CompressionLevel.Fastest))
        {
            file.Write(Encoding.UTF8.GetBytes(string.Join('\n', RightLines)));
        }

        var result = RunnerProcess.Run(
            "compare", "--left", folder["left.jsonl"], "--right", folder["right.jsonl.gz"], "--gate", "missing<=0%");

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((ExitStatus.Done, "")));
        Assert.That(result.Output, Does.Contain("missing<=0%: 0%, passed"));
    }

    [Test]
    public void ShouldRefuseACompressedFileThatIsCutOff()
    {
        using var folder = new TempFolder();
        using (var memory = new MemoryStream())
        {
            using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
            {
                gzip.Write(Encoding.UTF8.GetBytes(string.Join('\n', RightLines)));
            }

            File.WriteAllBytes(folder["cut.gz"], memory.ToArray()[..^9]);
        }

        var result = RunnerProcess.Run("compare", "--left", folder["cut.gz"], "--right", folder["cut.gz"]);

        Assert.That((result.ExitCode, result.Output), Is.EqualTo((ExitStatus.Failed, "")));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        Assert.That(result.Error, Does.StartWith("compare failed: "));
    }

    [Test]
    public void ShouldCompareTheReplacedSystemWithThisEngine()
    {
        var result = Run(
            [Orders.OldPlaced("e1", "o1", 0), Orders.OldFill("e2", "o1", 100m, 0.5), Orders.OldFailure("e3", 300)],
            [
                Orders.Line(Orders.Fill("s1", 100.1m, seconds: 0.25)),
                Orders.Line(Orders.Event("s2", OrderEventType.Failed, seconds: 300)),
            ],
            "--gate", "slippage<=10bp,missing<=0%,extra<=0%,latency<=125ms");

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((ExitStatus.Done, "")), result.Output);
        Assert.That(result.Output, Does.Contain("failed or unknown: 1 left, 1 right\n"));
    }

    [Test]
    public void ShouldTellOfALastLineThatIsHalfWritten()
    {
        var result = Run(LeftLines, [.. RightLines[..2], RightLines[2][..40]], "--gate", "failures<1%");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed), "a gate passes over nothing that was not read");
        Assert.That(result.Output, Does.Contain("verdict: events not read"));
        Assert.That(result.ErrorLines, Has.Length.EqualTo(2));
        Assert.That(result.ErrorLines[0], Does.Contain("right.jsonl, line 3: not JSON"));
        Assert.That(result.ErrorLines[1], Does.Match("^Warning: 1 event was not read of .*right.jsonl.$"));
        Assert.That(result.Output, Does.Match("(?m)^right: .*right.jsonl, 2 events, 1 not read$"));
    }

    [TestCase(0, 3, "signals: 0 on both, 0 only left, 3 only right")]
    [TestCase(3, 0, "signals: 0 on both, 3 only left, 0 only right")]
    [TestCase(0, 0, "There are no signals on either side")]
    public void ShouldCompareEmptySides(int leftCount, int rightCount, string text)
    {
        var result = Run(LeftLines[..leftCount], RightLines[..rightCount], "--gate", "slippage<5bp");

        Assert.That((result.ExitCode, result.Error), Is.EqualTo((ExitStatus.Failed, "")));
        Assert.That(result.Output, Does.Contain(text));
        Assert.That(
            result.Output,
            Does.EndWith(
                "slippage<5bp: nothing measured, no signal has a price on both sides, not passed\n" +
                "verdict: not enough signals, 0 on both sides of at least 1\n"));
    }

    private static RunnerOutput Run(string[] left, string[] right, params string[] arguments)
    {
        using var folder = new TempFolder();
        File.WriteAllLines(folder["left.jsonl"], left);
        File.WriteAllLines(folder["right.jsonl"], right);
        return RunnerProcess.Run(
            ["compare", "--left", folder["left.jsonl"], "--right", folder["right.jsonl"], .. arguments]);
    }
}
