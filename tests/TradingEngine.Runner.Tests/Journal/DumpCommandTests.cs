using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Journal;

[TestFixture]
public sealed class DumpCommandTests
{
    private SampleJournal _journal = null!;

    [OneTimeSetUp]
    public async Task WriteJournal() => _journal = await SampleJournal.MakeAsync();

    [OneTimeTearDown]
    public void DeleteJournal() => _journal.Dispose();

    [Test]
    public void ShouldWriteEveryRecordInOrder()
    {
        var result = Dump();

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
        Assert.That(result.Error, Is.Empty);
        Assert.That(
            Lines(result).Select(line => line.GetProperty("sequence").GetInt64()),
            Is.EqualTo(Enumerable.Range(1, Lines(result).Count)));
        Assert.That(
            result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries),
            Is.All.StartsWith("{\"sequence\":"));
    }

    [Test]
    public void ShouldSayOfEventsWhatTheEngineSaid()
    {
        var lines = Lines(Dump("--type", "event"));

        Assert.That(lines.Select(Describe), Is.EqualTo(_journal.Events.Select(Describe)));
        Assert.That(_journal.Events, Has.Count.EqualTo(7));
    }

    [Test]
    public void ShouldWriteAnIntentWithAllItsFields()
    {
        var line = Lines(Dump("--type", "intent", "--signal", "unknown")).Single();

        var signal = line.GetProperty("signal");
        using (Assert.EnterMultipleScope())
        {
            Assert.That(line.GetProperty("type").GetString(), Is.EqualTo("intent"));
            Assert.That(
                line.GetProperty("order_id").GetString(),
                Is.EqualTo(OrderIdentity.OrderIdOf("unknown", "live").ToString()));
            Assert.That(line.GetProperty("signal_id").GetString(), Is.EqualTo("unknown"));
            Assert.That(line.GetProperty("trader").GetString(), Is.EqualTo("live"));
            Assert.That(line.GetProperty("side").GetString(), Is.EqualTo("SELL"));
            Assert.That(line.GetProperty("quantity").GetRawText(), Is.EqualTo("10"));
            Assert.That(line.GetProperty("last_price").GetRawText(), Is.EqualTo("100.05"));
            Assert.That(line.GetProperty("last_price_time").GetString(), Is.EqualTo("2026-06-02T04:30:00+00:00"));
            Assert.That(line.GetProperty("timestamp").GetString(), Is.EqualTo("2026-06-02T10:00:00+05:30"));
            Assert.That(signal.GetProperty("strategy_id").GetString(), Is.EqualTo("momentum"));
            Assert.That(signal.GetProperty("signal_type").GetString(), Is.EqualTo("SELL"));
            Assert.That(signal.GetProperty("trader").GetString(), Is.EqualTo("live"));
            Assert.That(signal.GetProperty("price").ValueKind, Is.EqualTo(JsonValueKind.Null));
        }
    }

    [Test]
    public void ShouldWriteRejectionsAndAcknowledgements()
    {
        var lines = Lines(Dump());

        var rejections = lines.Where(line => line.GetProperty("type").GetString() == "rejection").Select(line => (
            line.GetProperty("signal_key").GetString(),
            line.GetProperty("trader").GetString(),
            line.GetProperty("reason").GetString(),
            line.GetProperty("timestamp").GetString()));
        Assert.That(rejections, Is.EqualTo(new (string?, string?, string?, string?)[]
        {
            (KeyOf("held"), null, "hold", "2026-06-02T04:30:00+00:00"),
            (KeyOf("for-nobody"), "nobody", "no_route", "2026-06-02T04:30:00+00:00"),
        }));
        var lastEvent = lines.Last(line => line.GetProperty("type").GetString() == "event");
        var acknowledgement = lines.Last(line => line.GetProperty("type").GetString() == "acknowledgement");
        Assert.That(
            acknowledgement.GetProperty("acknowledged_sequence").GetInt64(),
            Is.EqualTo(lastEvent.GetProperty("sequence").GetInt64()));
    }

    [Test]
    public void ShouldBeginWhereItIsTold()
    {
        var all = Lines(Dump());

        Assert.That(
            Lines(Dump("--from", "4")).Select(line => line.GetRawText()),
            Is.EqualTo(all.Skip(3).Select(line => line.GetRawText())));
        Assert.That(Dump("--from", "1000000").Output, Is.Empty);
    }

    [Test]
    public void ShouldWriteTheRecordsOfOneOrderOrSignal()
    {
        var orderId = OrderIdentity.OrderIdOf("partial", "live").ToString();

        var ofOrder = Lines(Dump("--order", orderId));
        var ofSignal = Lines(Dump("--signal", "partial"));
        var held = Lines(Dump("--signal", "held"));

        Assert.That(ofOrder.Select(line => line.GetProperty("order_id").GetString()), Is.All.EqualTo(orderId));
        Assert.That(
            ofOrder.Select(line => line.GetProperty("type").GetString()), Is.EqualTo(new[] { "intent", "event" }));
        Assert.That(
            ofSignal.Select(line => line.GetRawText()), Is.EqualTo(ofOrder.Select(line => line.GetRawText())));
        Assert.That(held.Single().GetProperty("type").GetString(), Is.EqualTo("rejection"));
    }

    [Test]
    public void ShouldWriteWhatStandsBeforeDamage()
    {
        using var folder = new TempFolder();
        SampleJournal.Copy(_journal.Stopped, folder.Path);
        var file = folder[Path.GetFileName(_journal.Segment)];
        var bytes = File.ReadAllBytes(file);
        var second = 64 + 24 + BitConverter.ToInt32(bytes, 64);
        bytes[second + 16] ^= 1;
        File.WriteAllBytes(file, bytes);

        var result = RunnerProcess.Run("journal", "dump", folder.Path);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Failed));
        Assert.That(Lines(result).Single().GetProperty("sequence").GetInt64(), Is.EqualTo(1));
        Assert.That(result.Error, Does.Contain($"byte {second}: expected record 2"));
    }

    [Test]
    [Platform(Exclude = "Win", Reason = "There is no head.")]
    public void ShouldEndWhereNobodyReadsOn()
    {
        var runner = RunnerProcess.MakeStart([], ["journal", "tail", _journal.Stopped, "--lines", "5"]);
        var start = new ProcessStartInfo("bash") { RedirectStandardOutput = true, RedirectStandardError = true };
        start.ArgumentList.Add("-c");

        // The reader is gone before the runner begins to write.
        start.ArgumentList.Add($"set -o pipefail; {runner.FileName} {string.Join(' ', runner.ArgumentList)} | true");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();

        Assert.That(process.ExitCode, Is.EqualTo(ExitStatus.Done), error);
        Assert.That(error, Is.Empty);
    }

    [TestCase("--order must be the 20 letters and digits of an order's id, not 'x'", "--order", "x")]
    [TestCase("--from must be a whole number from 1 on, not '0'", "--from", "0")]
    [TestCase("--type must be one of all, intent, event, rejection, acknowledgement, mode, day, not 'x'", "--type", "x")]
    public void ShouldRefuseWrongUsage(string message, params string[] options)
    {
        var result = Dump(options);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
        Assert.That(result.Error, Does.Contain(message));
    }

    private static string KeyOf(string signalId) =>
        OrderIdentity.SignalKeyOf(signalId).ToString("x32", CultureInfo.InvariantCulture);

    private static List<JsonElement> Lines(RunnerOutput output) =>
    [
        .. output.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonElement.Parse(line)),
    ];

    private static string Describe(OrderEvent e)
    {
        var s = e.Signal;
        return Join(
            e.EventId, e.OrderId, e.Type, e.Trader, e.Side, e.Quantity, e.Price, e.Fees, $"{e.Timestamp:O}",
            e.BrokerOrderId, e.ErrorMessage, e.ExecutionMode,
            s.SignalId, s.StrategyId, s.InstrumentToken, s.Type, s.Quantity, $"{s.Timestamp:O}", s.Price, s.Trader,
            s.CorrelationId, s.TraceId);
    }

    /// <summary>The same text, from JSON alone.</summary>
    private static string Describe(JsonElement e)
    {
        var s = e.GetProperty("signal");
        Assert.That(Text(e, "strategy_id"), Is.EqualTo(Text(s, "strategy_id")));
        Assert.That(Text(e, "instrument_token"), Is.EqualTo(Text(s, "instrument_token")));
        return Join(
            Text(e, "event_id"), Text(e, "order_id"), Pascal(e, "event_type"), Text(e, "trader"), Pascal(e, "side"),
            Text(e, "quantity"), Text(e, "price"), Text(e, "fees"), Time(e),
            Text(e, "broker_order_id"), Text(e, "error_message"), Text(e, "execution_mode"),
            Text(e, "signal_id"), Text(s, "strategy_id"), Text(s, "instrument_token"), Pascal(s, "signal_type"),
            Text(s, "quantity"), Time(s), Text(s, "price"), Text(s, "trader"),
            Text(s, "correlation_id"), Text(s, "trace_id"));
    }

    private static string Join(params object?[] values) =>
        string.Join('|', values.Select(value => Convert.ToString(value, CultureInfo.InvariantCulture)));

    private static string Text(JsonElement e, string name)
    {
        var value = e.GetProperty(name);
        return value.ValueKind switch
        {
            JsonValueKind.String => value.GetString()!,
            JsonValueKind.Null => "",
            _ => value.GetRawText(),
        };
    }

    private static string Pascal(JsonElement e, string name) => string.Concat(
        Text(e, name).ToLowerInvariant().Split('_').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    private static string Time(JsonElement e) =>
        e.GetProperty("timestamp").GetDateTimeOffset().ToString("O", CultureInfo.InvariantCulture);

    private RunnerOutput Dump(params string[] options) =>
        RunnerProcess.Run(["journal", "dump", _journal.Stopped, .. options]);
}
