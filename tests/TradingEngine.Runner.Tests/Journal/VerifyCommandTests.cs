using System.Buffers.Binary;
using System.Diagnostics;
using System.IO.Hashing;
using System.Text.Json;
using TradingEngine.Orders;

namespace TradingEngine.Runner.Tests.Journal;

[TestFixture]
public sealed class VerifyCommandTests
{
    private SampleJournal _journal = null!;

    [OneTimeSetUp]
    public async Task WriteJournal() => _journal = await SampleJournal.MakeAsync();

    [OneTimeTearDown]
    public void DeleteJournal() => _journal.Dispose();

    [Test]
    public void ShouldCountWhatAKilledEngineLeft()
    {
        var result = RunnerProcess.Run("journal", "verify", _journal.Killed, "--json");

        using var document = JsonDocument.Parse(result.Output);
        var report = document.RootElement;
        var records = report.GetProperty("records_by_type");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
            Assert.That(report.GetProperty("status").GetString(), Is.EqualTo("whole"));
            Assert.That(report.GetProperty("in_use").GetBoolean(), Is.False);
            Assert.That(records.GetProperty("intent").GetInt64(), Is.EqualTo(5));
            Assert.That(records.GetProperty("event").GetInt64(), Is.EqualTo(_journal.Events.Count).And.EqualTo(7));
            Assert.That(records.GetProperty("rejection").GetInt64(), Is.EqualTo(2));
            Assert.That(records.GetProperty("mode").GetInt64(), Is.Zero);
            Assert.That(records.GetProperty("acknowledgement").GetInt64(), Is.Zero);
            Assert.That(report.GetProperty("record_count").GetInt64(), Is.EqualTo(14));
            Assert.That(report.GetProperty("first_sequence").GetInt64(), Is.EqualTo(1));
            Assert.That(report.GetProperty("last_sequence").GetInt64(), Is.EqualTo(14));
            Assert.That(report.GetProperty("first_time").GetDateTimeOffset(), Is.EqualTo(TestKit.Make.Time));
            Assert.That(report.GetProperty("event_count").GetInt64(), Is.EqualTo(7));
            Assert.That(report.GetProperty("unacknowledged_event_count").GetInt64(), Is.EqualTo(7));
            Assert.That(report.GetProperty("trading_mode").GetString(), Is.EqualTo("active"));
            Assert.That(report.GetProperty("segment_count").GetInt64(), Is.EqualTo(1));
            Assert.That(report.GetProperty("bytes").GetInt64(), Is.EqualTo(BytesOf(_journal.Killed)));
            Assert.That(report.GetProperty("torn_bytes").GetInt64(), Is.Zero);
            Assert.That(report.GetProperty("unknown_order_count").GetInt64(), Is.EqualTo(1));
            Assert.That(report.GetProperty("warnings").GetArrayLength(), Is.Zero);
        }

        CheckOpenOrders(report.GetProperty("open_orders"));
    }

    [Test]
    public void ShouldFindNothingToPublishAgainAfterAStop()
    {
        var result = RunnerProcess.Run("journal", "verify", _journal.Stopped);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
            Assert.That(result.Output, Does.Contain("state: whole\n"));
            Assert.That(result.Output, Does.Contain("in use: no\n"));
            Assert.That(result.Output, Does.Contain("events not acknowledged: 0\n"));
            Assert.That(result.Output, Does.Contain("trading mode: active\n"));
            Assert.That(
                result.Output,
                Does.Contain(
                    $"order: {OrderIdentity.OrderIdOf("partial", "live")} live momentum SELL 10, filled 4, "
                    + "partially_filled since 2026-06-02 10:00:00.000+05:30\n"));
            Assert.That(result.Output, Does.Not.Contain("\e"));
        }
    }

    [Test]
    public void ShouldChangeNothing()
    {
        using var folder = TornCopy(out _);
        var before = ReadAll(folder.Path);

        RunnerProcess.Run("journal", "verify", folder.Path);

        Assert.That(ReadAll(folder.Path), Is.EqualTo(before));
    }

    [Test]
    public void ShouldTellOfATornEnd()
    {
        using var folder = TornCopy(out var position);

        var result = RunnerProcess.Run("journal", "verify", folder.Path, "--json");

        using var document = JsonDocument.Parse(result.Output);
        var report = document.RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
            Assert.That(report.GetProperty("status").GetString(), Is.EqualTo("torn"));
            Assert.That(report.GetProperty("torn_bytes").GetInt64(), Is.EqualTo(5));
            Assert.That(report.GetProperty("torn_file").GetString(), Is.EqualTo(Path.GetFileName(_journal.Segment)));
            Assert.That(report.GetProperty("torn_position").GetInt64(), Is.EqualTo(position));
        }
    }

    [Test]
    public async Task ShouldTakeATornEndForNormalWhileAnEngineWrites()
    {
        using var folder = new TempFolder();
        await using var test = await SampleJournal.StartAsync(folder.Path);
        test.Engine.Publish(TestKit.Make.Signal("accepted") with { Trader = "live" });
        test.Drain();
        Append(Directory.GetFiles(folder.Path, "*.tej").Single());

        var result = RunnerProcess.Run("journal", "verify", folder.Path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
            Assert.That(result.Output, Does.Contain("state: whole\n"));
            Assert.That(result.Output, Does.Contain($"in use: by process {Environment.ProcessId}"));
            Assert.That(result.Output, Does.Contain("normal while an engine writes"));
        }
    }

    [Test]
    public void ShouldSayWhereARecordIsDamagedAndWhatToDo()
    {
        using var folder = new TempFolder();
        SampleJournal.Copy(_journal.Stopped, folder.Path);
        var file = folder[Path.GetFileName(_journal.Segment)];
        var bytes = File.ReadAllBytes(file);
        bytes[64 + 20] ^= 4;
        File.WriteAllBytes(file, bytes);

        var result = RunnerProcess.Run("journal", "verify", folder.Path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
            Assert.That(result.ErrorLines, Has.Length.EqualTo(1));
            Assert.That(result.Error, Does.Contain(Path.GetFileName(file)).And.Contain("byte 64: expected record 1"));
            Assert.That(result.Error, Does.Contain("restore the file from a backup"));
        }
    }

    [Test]
    public void ShouldSayThatANewerVersionWroteIt()
    {
        using var folder = new TempFolder();
        SampleJournal.Copy(_journal.Stopped, folder.Path);
        var file = folder[Path.GetFileName(_journal.Segment)];
        var bytes = File.ReadAllBytes(file);
        bytes[12] = 2;
        BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(56), XxHash3.HashToUInt64(bytes.AsSpan(0, 56)));
        File.WriteAllBytes(file, bytes);

        foreach (var command in (string[])["verify", "dump", "tail"])
        {
            var result = RunnerProcess.Run("journal", command, folder.Path);

            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
            Assert.That(result.Error, Does.Contain($"journal {command} failed"));
            Assert.That(result.Error, Does.Contain("Use a newer TradingEngine"));
        }
    }

    [Test]
    public void ShouldSayThatANewerVersionWroteARecord()
    {
        using var folder = new TempFolder();
        SampleJournal.Copy(_journal.Killed, folder.Path);
        var file = folder[Path.GetFileName(_journal.Segment)];
        var length = new FileInfo(file).Length;
        SampleJournal.Append(file, 15, 99, 1, 2, 3);

        var result = RunnerProcess.Run("journal", "verify", folder.Path);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(result.Error, Does.Contain($"{Path.GetFileName(file)}, byte {length}: Record 15 has the type 99"));
    }

    [Test]
    public void ShouldSayThatTradingIsHalted()
    {
        using var folder = new TempFolder();
        SampleJournal.Copy(_journal.Killed, folder.Path);
        var payload = (byte[])[2, .. BitConverter.GetBytes(TestKit.Make.Time.UtcTicks)];
        SampleJournal.Append(folder[Path.GetFileName(_journal.Segment)], 15, 5, payload);

        var result = RunnerProcess.Run("journal", "verify", folder.Path);
        var mode = RunnerProcess.Run("journal", "dump", folder.Path, "--type", "mode").Output;

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
        Assert.That(result.Output, Does.Contain("trading mode: halted\n"));
        Assert.That(
            mode,
            Is.EqualTo(
                "{\"sequence\":15,\"type\":\"mode\",\"mode\":\"halted\","
                + "\"timestamp\":\"2026-06-02T04:30:00+00:00\"}\n"));
    }

    [TestCase("verify")]
    [TestCase("dump")]
    [TestCase("tail")]
    public void ShouldRefuseADirectoryThatIsNotThere(string command)
    {
        using var folder = new TempFolder();

        var result = RunnerProcess.Run("journal", command, folder["missing"]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
            Assert.That(result.Error, Does.Contain("There is no directory"));
            Assert.That(Directory.Exists(folder["missing"]), Is.False);
        }
    }

    [Test]
    public void ShouldFindAnEmptyDirectoryInOrder()
    {
        using var folder = new TempFolder();

        var result = RunnerProcess.Run("journal", "verify", folder.Path);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
            Assert.That(result.Output, Does.Contain("state: empty"));
            Assert.That(result.Output, Does.Contain("records: 0\n"));
            Assert.That(Directory.EnumerateFileSystemEntries(folder.Path), Is.Empty);
        }
    }

    [Test]
    public async Task ShouldGoOnFromASnapshot()
    {
        using var folder = new TempFolder();
        await using (var test = await SampleJournal.StartAsync(folder.Path, segmentBytes: 4096))
        {
            test.Engine.Publish(TestKit.Make.Signal("unknown") with { Trader = "live" });
            test.Drain();
            FillASegment(test);
            var isWritten = SpinWait.SpinUntil(
                () => Snapshots(folder.Path).Length > 0 || Advance(test), TimeSpan.FromMinutes(1));
            Assert.That(isWritten, "No snapshot was written.");
        }

        var result = RunnerProcess.Run("journal", "verify", folder.Path, "--json");

        using var document = JsonDocument.Parse(result.Output);
        var report = document.RootElement;
        using (Assert.EnterMultipleScope())
        {
            Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
            Assert.That(report.GetProperty("segment_count").GetInt64(), Is.GreaterThan(1));
            Assert.That(report.GetProperty("snapshot_count").GetInt64(), Is.EqualTo(Snapshots(folder.Path).Length));
            Assert.That(Snapshots(folder.Path).Max(), Does.EndWith($"{report.GetProperty("snapshot_sequence")}.tes"));
            Assert.That(
                report.GetProperty("record_count").GetInt64(),
                Is.EqualTo(report.GetProperty("last_sequence").GetInt64()));
            Assert.That(report.GetProperty("unacknowledged_event_count").GetInt64(), Is.Zero);
            Assert.That(report.GetProperty("open_orders")[0].GetProperty("state").GetString(), Is.EqualTo("unknown"));
        }

        // A damaged snapshot is told of, and the records stand in for it.
        Damage(Snapshots(folder.Path).Max()!);
        var damaged = RunnerProcess.Run("journal", "verify", folder.Path);
        Assert.That(damaged.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(damaged.Output, Does.Contain("state: damaged").And.Contain("warning: snapshot-"));
        Assert.That(damaged.Output, Does.Contain("unknown orders: 1\n"));
    }

    [Test]
    [Platform("Linux", Reason = "script makes the terminal.")]
    public void ShouldShowTablesOnATerminal()
    {
        var runner = RunnerProcess.MakeStart([], ["journal", "verify", _journal.Stopped]);
        var start = new ProcessStartInfo("script") { RedirectStandardOutput = true };
        var command = $"stty cols 160; {runner.FileName} {string.Join(' ', runner.ArgumentList)}";
        foreach (var argument in (string[])["-qec", command, "/dev/null"])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["TERM"] = "xterm-256color";
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(process.ExitCode, Is.EqualTo(ExitStatus.Done), output);
            Assert.That(output, Does.Contain("╭"));
            Assert.That(output, Does.Contain("unknown orders"));
            Assert.That(output, Does.Contain(OrderIdentity.OrderIdOf("unknown", "live").ToString()));
        }
    }

    private static void CheckOpenOrders(JsonElement orders)
    {
        var found = orders.EnumerateArray().Select(order => (
            order.GetProperty("signal_id").GetString(),
            order.GetProperty("state").GetString(),
            order.GetProperty("filled_quantity").GetInt64(),
            order.GetProperty("broker_order_id").GetString()));
        Assert.That(found, Is.EquivalentTo(new (string?, string?, long, string?)[]
        {
            ("accepted", "accepted", 0, "b-1"),
            ("partial", "partially_filled", 4, "b-2"),
            ("unknown", "unknown", 0, null),
        }));
        var order = orders.EnumerateArray().First(order => order.GetProperty("signal_id").GetString() == "unknown");
        Assert.That(
            order.GetProperty("order_id").GetString(),
            Is.EqualTo(OrderIdentity.OrderIdOf("unknown", "live").ToString()));
        Assert.That(order.GetProperty("trader").GetString(), Is.EqualTo("live"));
        Assert.That(order.GetProperty("side").GetString(), Is.EqualTo("SELL"));
        Assert.That(order.GetProperty("quantity").GetInt64(), Is.EqualTo(10));
        Assert.That(order.GetProperty("since").GetDateTimeOffset(), Is.EqualTo(TestKit.Make.Time));
    }

    private static void FillASegment(TestKit.TestEngine test)
    {
        for (var i = 0; i < 20; i++)
        {
            test.Engine.Publish(TestKit.Make.Signal($"f-{i}") with { Trader = "live" });
            test.Drain();
        }
    }

    private static long BytesOf(string folder) =>
        Directory.GetFiles(folder, "*.tej").Sum(file => new FileInfo(file).Length);

    private static bool Advance(TestKit.TestEngine test)
    {
        test.Clock.Advance(TimeSpan.FromMilliseconds(100));
        return false;
    }

    private static string[] Snapshots(string folder) => Directory.GetFiles(folder, "*.tes");

    private static void Damage(string file)
    {
        var bytes = File.ReadAllBytes(file);
        bytes[^9] ^= 1;
        File.WriteAllBytes(file, bytes);
    }

    private static void Append(string file)
    {
        using var stream = new FileStream(file, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
        stream.Write([1, 2, 3, 4, 5]);
    }

    private static Dictionary<string, string> ReadAll(string folder) => Directory.GetFiles(folder).ToDictionary(
        file => file, file => $"{File.GetLastWriteTimeUtc(file):O} {Convert.ToHexString(File.ReadAllBytes(file))}");

    private TempFolder TornCopy(out long position)
    {
        var folder = new TempFolder();
        SampleJournal.Copy(_journal.Stopped, folder.Path);
        var file = folder[Path.GetFileName(_journal.Segment)];
        position = new FileInfo(file).Length;
        Append(file);
        return folder;
    }
}
