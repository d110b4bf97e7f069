using System.Globalization;
using System.Text.RegularExpressions;

namespace TradingEngine.Runner.Tests.LiveSim;

[TestFixture]
public sealed partial class LiveSimTests
{
    [Test]
    public void ShouldTradeADayOnPaperAndAtALocalKite([Values("kafka", "kite")] string feed)
    {
        var result = RunnerProcess.Run(
            "run", "--embedded", "--live-sim", "--day-seconds", "6", "--progress-seconds", "1", "--feed", feed);

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.Done), result.Error);
        var totals = Totals().Match(result.Output);
        Assert.That(totals.Success, Is.True, result.Output);
        var count = int.Parse(totals.Groups[1].Value, CultureInfo.InvariantCulture);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(count, Is.GreaterThan(5));
            Assert.That(SignalLines().Count(result.Output), Is.EqualTo(count));
            Assert.That(result.Output, Does.Match(@"\[paper \d+ fills, 0 failed, \d+ open \| zerodha \d+ fills"));
            Assert.That(result.Output, Does.Contain("Slippage of live against paper over"));
            Assert.That(result.Output, Does.Not.Contain("unknown").And.Not.Contain("no order"));
            Assert.That(result.Output + result.Error, Does.Not.Contain("local-secret"));
        }
    }

    [Test]
    public void ShouldNeedAnAccountForItsPrices()
    {
        var result = RunnerProcess.Run("run", "--feed", "kite", "--set", "Kafka:BootstrapServers=127.0.0.1:1");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
        Assert.That(result.Error, Does.Contain("--feed kite needs Traders:Zerodha:Enabled"));
    }

    [Test]
    public void ShouldNeedTheEmbeddedBroker()
    {
        var result = RunnerProcess.Run("run", "--live-sim");

        Assert.That(result.ExitCode, Is.EqualTo(ExitStatus.WrongUsage));
        Assert.That(result.Error, Does.Contain("--live-sim needs --embedded."));
    }

    [GeneratedRegex(@"(\d+) signals with orders\. Live: \d+ filled")]
    private static partial Regex Totals();

    /// <summary>A signal with both outcomes and the difference in basis points.</summary>
    [GeneratedRegex(@"^demo-1-\d+ .*(filled|cancelled) \d+ @ [\d.]+ +filled \d+ @ [\d.]+ +[+-]?[\d.]+ bp", RegexOptions.Multiline)]
    private static partial Regex SignalLines();
}
