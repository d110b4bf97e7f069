namespace TradingEngine.Runner.Tests.Replay;

[TestFixture]
public sealed class RefusedLineTests
{
    [TestCase("2022-11-22T10:00:01.000000+05:30,1,abc,1", "last_price")]
    [TestCase("2022-11-22T10:00:01.000000+05:30,1,0,1", "last_price")]
    [TestCase("2022-11-22T10:00:01.000000+05:30,1,-5.05,1", "last_price")]
    [TestCase("2022-11-22T10:00:01.000000+05:30,1,100.05,-1", "last_traded_quantity")]
    [TestCase("2022-11-22T10:00:01.000000+05:30,1,100.05,1.5", "last_traded_quantity")]
    [TestCase("2022-11-22T10:00:01.000000,1,100.05,1", "offset")]
    [TestCase("2022-11-22T10:00:01.000000+05:30,0,100.05,1", "instrument_token")]
    [TestCase("2022-11-22T10:00:01.000000+05:30,1,100.05", "columns")]
    public void ShouldNameABadTickAndGoOn(string line, string reason)
    {
        using var folder = new TempFolder();
        BrokenDay.Write(folder, [BrokenDay.GoodTick, line, BrokenDay.GoodTick], BrokenDay.Signal("a"));
        var output = Replay(folder, out var errors);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(errors, Has.Length.EqualTo(2));
            Assert.That(errors[0], Does.StartWith("ticks.csv.gz:3: ").And.Contain(reason));
            Assert.That(errors[1], Is.EqualTo("1 line was refused."));
            Assert.That(output.Summary.GetProperty("ticks").GetInt64(), Is.EqualTo(2));
            Assert.That(output.Summary.GetProperty("refused_lines").GetInt64(), Is.EqualTo(1));
            Assert.That(output.Fills.Select(fill => fill.SignalId), Is.EqualTo(new[] { "a" }));
        }
    }

    private static IEnumerable<TestCaseData> BadSignals()
    {
        yield return new TestCaseData(BrokenDay.Signal("b", side: "\"SHORT\""), "SHORT").SetName("unknown side");
        yield return new TestCaseData(BrokenDay.Signal("b", side: "null"), "signal_type").SetName("no side");
        yield return new TestCaseData(BrokenDay.Signal("b", strategy: "null"), "strategy_id").SetName("no strategy");
        yield return new TestCaseData(BrokenDay.Signal("b", quantity: "0"), "uantity").SetName("quantity of zero");
        yield return new TestCaseData(BrokenDay.Signal("b", quantity: "\"ten\""), "uantity").SetName("quantity text");
        yield return new TestCaseData(
            BrokenDay.Signal("b", timestamp: "\"2022-11-22T11:00:00\""), "offset").SetName("naive time stamp");
        yield return new TestCaseData("{\"id\": ", "not JSON").SetName("cut off");
        yield return new TestCaseData("BUY 10", "not JSON").SetName("not JSON");
        yield return new TestCaseData("", "not JSON").SetName("empty line");
    }

    [TestCaseSource(nameof(BadSignals))]
    public void ShouldNameABadSignalAndGoOn(string line, string reason)
    {
        using var folder = new TempFolder();
        BrokenDay.Write(folder, [BrokenDay.GoodTick], BrokenDay.Signal("a"), line, BrokenDay.Signal("c"));
        var output = Replay(folder, out var errors);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(errors, Has.Length.EqualTo(2));
            Assert.That(errors[0], Does.StartWith("signals.jsonl:2: ").And.Contain(reason));
            Assert.That(output.Fills.Select(fill => fill.SignalId), Is.EqualTo(new[] { "a", "c" }));
        }
    }

    [Test]
    public void ShouldNameTheLineWhereAFileIsCutOffAndGoOn()
    {
        using var folder = new TempFolder();
        BrokenDay.Write(folder, BrokenDay.ManyTicks(50_000), BrokenDay.Signal("a"));
        var bytes = File.ReadAllBytes(folder["ticks.csv.gz"]);
        File.WriteAllBytes(folder["ticks.csv.gz"], bytes[..(bytes.Length / 2)]);
        var output = Replay(folder, out var errors);
        var ticks = output.Summary.GetProperty("ticks").GetInt64();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(ticks, Is.GreaterThan(1_000).And.LessThan(50_000));
            Assert.That(errors, Has.Some.Matches(@"^ticks\.csv\.gz:\d+: .*cut off"));
            Assert.That(output.Fills.Select(fill => fill.SignalId), Is.EqualTo(new[] { "a" }));
        }
    }

    [Test]
    public void ShouldShowTheFirstRefusedLinesAndCountTheRest()
    {
        using var folder = new TempFolder();
        BrokenDay.Write(folder, [BrokenDay.GoodTick], [.. Enumerable.Repeat("nothing", 25)]);
        Replay(folder, out var errors);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(errors, Has.Length.EqualTo(21));
            Assert.That(errors[^1], Is.EqualTo("25 lines were refused, the first 20 are shown."));
        }
    }

    [Test]
    public void ShouldFailWithOneLineWithoutAFolder()
    {
        using var folder = new TempFolder();
        var result = RunnerProcess.Run("replay", folder["nowhere"]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
            Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
        }
    }

    [Test]
    public void ShouldFailWithOneLineWhereAColumnIsMissing()
    {
        using var folder = new TempFolder();
        BrokenDay.Write(folder, []);
        File.Delete(folder["ticks.csv.gz"]);
        using (var stream = new System.IO.Compression.GZipStream(
            File.Create(folder["ticks.csv.gz"]), System.IO.Compression.CompressionLevel.Fastest))
        {
            stream.Write("timestamp,last_price\n"u8);
        }

        var result = RunnerProcess.Run("replay", folder.Path);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
            Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
            Assert.That(result.Error, Does.Contain("instrument_token"));
        }
    }

    private static ReplayOutput Replay(TempFolder folder, out string[] errors)
    {
        var outFolder = folder["out"];
        var result = RunnerProcess.Run("replay", folder.Path, "--out", outFolder);
        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        errors = result.ErrorLines;
        return new ReplayOutput(outFolder);
    }
}
