using System.Globalization;
using System.Text.Json;
using TradingEngine.TestKit;

namespace TradingEngine.Runner.Tests.Replay;

[TestFixture]
public sealed class RecordedDayTests
{
    private static readonly string[] Topologies = ["fused", "stages", "inline"];

    [Test]
    public void ShouldFillAsExpected(
        [ValueSource(typeof(SharedData), nameof(SharedData.Days))] string day,
        [ValueSource(nameof(Topologies))] string topology)
    {
        var expected = ExpectedFill.ReadCsv(SharedData.PathOf(day, "expected_fills.csv"));
        using var folder = new TempFolder();
        var output = Replay(day, folder, "--topology", topology);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(output.Fills, Is.EqualTo(expected));
            Assert.That(output.Events, Has.Count.EqualTo(expected.Count));
            Assert.That(output.Events.Select(line => line.GetProperty("id").GetString()), Is.Unique);
        }

        AssertSummary(output.Summary, ExpectedSummary(day));
    }

    [Test]
    public void ShouldWriteTheSameBytesTwice([ValueSource(nameof(Topologies))] string topology)
    {
        using var first = new TempFolder();
        using var second = new TempFolder();
        var firstOutput = Replay("nse-2022-11-22", first, "--topology", "fused");
        var secondOutput = Replay("nse-2022-11-22", second, "--topology", topology);
        Assert.That(secondOutput.EventBytes.AsSpan().SequenceEqual(firstOutput.EventBytes), Is.True);
    }

    [Test]
    public void ShouldFillOnlyInsideTheSessionOfACalendar()
    {
        const string day = "nse-2022-11-22";
        using var folder = new TempFolder();
        var output = Replay(day, folder, "--calendar", "XNSE");
        var inside = File.ReadLines(SharedData.PathOf(day, "signals.jsonl"))
            .Select(ReplayOutput.Parse)
            .Where(IsInSession)
            .Select(line => line.GetProperty("id").GetString());
        using (Assert.EnterMultipleScope())
        {
            Assert.That(output.Fills.Select(fill => fill.SignalId), Is.EqualTo(inside));
            Assert.That(
                output.Fills.Count(),
                Is.EqualTo(ExpectedSummary(day).GetProperty("signals_inside_XNSE_continuous_session").GetInt32()));
        }
    }

    private static ReplayOutput Replay(string day, TempFolder folder, params string[] arguments)
    {
        var result = RunnerProcess.Run(
            ["replay", SharedData.PathOf(day), "--slippage-percent", "0", "--out", folder.Path, .. arguments]);
        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
        return new ReplayOutput(folder.Path);
    }

    private static JsonElement ExpectedSummary(string day) =>
        ReplayOutput.Parse(File.ReadAllText(SharedData.PathOf(day, "expected_summary.json")));

    private static bool IsInSession(JsonElement signal)
    {
        var original = signal.GetProperty("data").GetProperty("original_signal");
        var time = original.GetProperty("timestamp").GetDateTimeOffset();
        return time.TimeOfDay >= new TimeSpan(9, 15, 0) && time.TimeOfDay < new TimeSpan(15, 30, 0);
    }

    private static void AssertSummary(JsonElement actual, JsonElement expected)
    {
        using (Assert.EnterMultipleScope())
        {
            foreach (var name in new[] { "ticks", "signals" })
            {
                Assert.That(actual.GetProperty(name).GetInt64(), Is.EqualTo(expected.GetProperty(name).GetInt64()));
            }

            foreach (var name in new[] { "fees", "cash_change" })
            {
                Assert.That(Amount(actual, name), Is.EqualTo(Amount(expected, name)));
            }

            Assert.That(Positions(actual), Is.EquivalentTo(Positions(expected)));
        }
    }

    private static IEnumerable<(string?, long, long, decimal, decimal)> Positions(JsonElement summary) => summary
        .GetProperty("positions")
        .EnumerateArray()
        .Select(position => (
            position.GetProperty("strategy_id").GetString(),
            position.GetProperty("instrument_token").GetInt64(),
            position.GetProperty("quantity").GetInt64(),
            Amount(position, "average_price"),
            Amount(position, "realized_pnl")));

    private static decimal Amount(JsonElement element, string name) =>
        decimal.Parse(element.GetProperty(name).GetString()!, CultureInfo.InvariantCulture);
}
