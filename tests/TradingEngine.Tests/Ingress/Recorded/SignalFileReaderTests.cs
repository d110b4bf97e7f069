using TradingEngine.Ingress.Recorded;
using TradingEngine.TestKit;

namespace TradingEngine.Tests.Ingress.Recorded;

[TestFixture]
public sealed class SignalFileReaderTests
{
    private static readonly string Second = SignalText.With("id-1", "id-2");

    [TestCase("{", "JSON")]
    [TestCase("", "JSON")]
    [TestCase("{}", "type")]
    [TestCase("{\"id\":\"\\ud800\"}", "JSON")]
    public void ShouldReportBadLineAndReadTheNext(string line, string named)
    {
        using var file = new RecordedFile("signals.jsonl", $"{SignalText.Good}\r\n{line}\n{Second}");
        Assert.That(file.ReadSignals().Select(signal => signal.SignalId), Is.EqualTo(["id-1", "id-2"]));
        var refused = file.Refused.Single();
        Assert.That((refused.File, refused.Line), Is.EqualTo(("signals.jsonl", 2L)));
        Assert.That(refused.Reason, Does.Contain(named));
    }

    [Test]
    public void ShouldReadOnAfterLineThatIsTooLong()
    {
        var text = $"{SignalText.Good}\n{new string(' ', 2 * LineReader.LineLengthMax)}\n{Second}\n";
        using var file = new RecordedFile("signals.jsonl", text);
        Assert.That(file.ReadSignals().Select(signal => signal.SignalId), Is.EqualTo(["id-1", "id-2"]));
        Assert.That(file.Refused.Select(line => line.Line), Is.EqualTo([2L]));
    }

    [TestCaseSource(typeof(SharedData), nameof(SharedData.Days))]
    public void ShouldReadRecordedDay(string day)
    {
        using var reader = new SignalFileReader(
            SharedData.PathOf(day, "signals.jsonl"), line => Assert.Fail(line.ToString()));
        var ids = new HashSet<string>();
        var withoutPriceCount = 0;
        while (reader.TryRead(out var signal))
        {
            ids.Add(signal.SignalId);
            withoutPriceCount += signal.Price is null ? 1 : 0;
        }

        int[] counts = [10, 251, 4_544];
        Assert.That(ids, Has.Count.EqualTo(counts[Array.IndexOf(SharedData.Days, day)]));
        Assert.That(withoutPriceCount, Is.GreaterThan(0).And.LessThan(ids.Count));
    }
}
