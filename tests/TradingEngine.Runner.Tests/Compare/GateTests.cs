using TradingEngine.Model;
using TradingEngine.Runner.Compare;

namespace TradingEngine.Runner.Tests.Compare;

[TestFixture]
public sealed class GateTests
{
    [TestCase("slippage<5bp", "slippage<5bp")]
    [TestCase(" slippage_p95 <= 1.50 bp , failures < 1% ", "slippage_p95<=1.50bp,failures<1%")]
    [TestCase("slippage_max<-2.5bp,missing<=0%,extra<.5%,unfilled<100%,latency<-3ms", null)]
    public void ShouldReadTerms(string text, string? shown)
    {
        var gate = Gate.Parse(text);

        Assert.That(gate.ToString(), Is.EqualTo(shown ?? text.Replace("<.5", "<0.5", StringComparison.Ordinal)));
    }

    [TestCase("slipage<5bp", "slipage<5bp")]
    [TestCase("slippage<5bp,", "")]
    [TestCase("", "")]
    [TestCase("slippage<5", "slippage<5")]
    [TestCase("slippage<5%", "slippage<5%")]
    [TestCase("slippage>5bp", "slippage>5bp")]
    [TestCase("slippage=5bp", "slippage=5bp")]
    [TestCase("slippage<<5bp", "slippage<<5bp")]
    [TestCase("slippage<bp", "slippage<bp")]
    [TestCase("slippage<5e1bp", "slippage<5e1bp")]
    [TestCase("failures<1,5%", "failures<1")]
    [TestCase("failures<-1%", "failures<-1%")]
    [TestCase("latency<1s", "latency<1s")]
    public void ShouldNameAWrongTermAndWhatThereIs(string text, string term)
    {
        var error = Assert.Throws<FormatException>(() => Gate.Parse(text))!;

        Assert.That(error.Message, Does.StartWith($"a gate has no term '{term}'. There are slippage<Nbp, "));
        Assert.That(error.Message, Does.Contain("latency<Nms"));
    }

    [TestCase("slippage<10bp", false)]
    [TestCase("slippage<=10bp", true)]
    [TestCase("slippage<10.0001bp", true)]
    [TestCase("slippage<=9.9999bp", false)]
    [TestCase("slippage_p95<=20bp", true)]
    [TestCase("slippage_p95<20bp", false)]
    [TestCase("slippage_max<=20bp", true)]
    [TestCase("slippage_max<20bp", false)]
    [TestCase("failures<25%", false)]
    [TestCase("failures<=25%", true)]
    [TestCase("missing<25%", false)]
    [TestCase("missing<=25%", true)]
    [TestCase("extra<25%", false)]
    [TestCase("extra<=25%", true)]
    [TestCase("unfilled<33.3333333333333333333333333%", false)]
    [TestCase("unfilled<33.3334%", true)]
    [TestCase("latency<250ms", false)]
    [TestCase("latency<=250ms", true)]
    [TestCase("slippage<=10bp,failures<25%", false)]
    [TestCase("slippage<=10bp,failures<=25%,latency<=250ms", true)]
    public void ShouldJudgeAtTheBound(string text, bool isPassed)
    {
        var verdict = Gate.Parse(text).Judge(MakeSample(), minSignals: 3);

        Assert.That(verdict.Outcome, Is.EqualTo(isPassed ? GateOutcome.Passed : GateOutcome.NotPassed));
        Assert.That(verdict.IsPassed, Is.EqualTo(isPassed));
        Assert.That(verdict.Terms, Has.Count.EqualTo(text.Split(',').Length));
        Assert.That(verdict.Terms.Select(result => result.Lack), Is.All.Null);
    }

    [Test]
    public void ShouldSayWhatEachTermMeasured()
    {
        var verdict = Gate.Parse("slippage<=10bp,failures<25%").Judge(MakeSample(), 1);

        Assert.That(
            verdict.Terms.Select(result => (result.Term.ToString(), result.Measured, result.IsPassed)),
            Is.EqualTo([("slippage<=10bp", 10m, true), ("failures<25%", 25m, false)]));
    }

    [Test]
    public void ShouldNotPassWithTooFewSignals()
    {
        var verdict = Gate.Parse("slippage<100bp").Judge(MakeSample(), minSignals: 4);

        Assert.That((verdict.Outcome, verdict.IsPassed), Is.EqualTo((GateOutcome.NotEnoughSignals, false)));
        Assert.That((verdict.Text, verdict.PairCount), Is.EqualTo(("not enough signals", 3)));
        Assert.That(verdict.Terms.Single().IsPassed, Is.True);
    }

    [Test]
    public void ShouldNotPassWhereAnEventWasNotRead()
    {
        var right = Orders.SideOf(Orders.Fill("s1", 100m));
        right.Reader.Refuse(2, "it is no JSON");

        var verdict = Gate.Parse("slippage<100bp").Judge(new Comparison(Orders.SideOf(Orders.Fill("s1", 100m)), right), 1);

        Assert.That((verdict.Text, verdict.IsPassed), Is.EqualTo(("events not read", false)));
    }

    [TestCase("slippage<1000bp")]
    [TestCase("slippage_p95<=1000bp")]
    [TestCase("slippage_max<1000bp")]
    public void ShouldNotPassSlippageWithoutPrices(string text)
    {
        var comparison = new Comparison(
            Orders.SideOf(Orders.Fill("s1", 100m)), Orders.SideOf(Orders.Event("s1", OrderEventType.Placed)));

        var result = Gate.Parse(text).Judge(comparison, 1).Terms.Single();

        Assert.That(
            (result.Measured, result.IsPassed, result.Lack),
            Is.EqualTo(((decimal?)null, false, "no signal has a price on both sides")));
    }

    [TestCase("failures<=0%", "no signal is on the right")]
    [TestCase("missing<=0%", "no signal is on the left")]
    [TestCase("extra<=0%", "no signal is on the right")]
    [TestCase("unfilled<=0%", "no signal is on both sides")]
    [TestCase("latency<=0ms", "no signal is on both sides")]
    public void ShouldNotPassWhatCannotBeMeasured(string text, string lack)
    {
        var verdict = Gate.Parse(text).Judge(new Comparison(new TraceSet("left"), new TraceSet("right")), 1);

        Assert.That(verdict.Outcome, Is.EqualTo(GateOutcome.NotEnoughSignals));
        Assert.That((verdict.Terms[0].IsPassed, verdict.Terms[0].Lack), Is.EqualTo((false, lack)));
    }

    /// <summary>Three pairs, of which one failed on the right; one signal more on either side.</summary>
    private static Comparison MakeSample() => new(
        Orders.SideOf(
            Orders.Fill("s1", 100m),
            Orders.Fill("s2", 200m, side: Side.Sell),
            Orders.Fill("s3", 100m),
            Orders.Fill("only-left", 100m)),
        Orders.SideOf(
            Orders.Fill("s1", 100m, seconds: 0.25),
            Orders.Fill("s2", 199.6m, side: Side.Sell, seconds: 0.25),
            Orders.Event("s3", OrderEventType.Failed, seconds: 0.5),
            Orders.Fill("only-right", 100m)));
}
