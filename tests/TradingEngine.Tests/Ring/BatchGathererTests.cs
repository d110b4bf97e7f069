using System.Diagnostics;
using TradingEngine.Ring;

namespace TradingEngine.Tests.Ring;

[TestFixture]
public sealed class BatchGathererTests
{
    [TestCase(1_000, 1_000_000, ExpectedResult = false, Description = "1 M events/s")]
    [TestCase(3_000, 1_000_000, ExpectedResult = true, Description = "3 M events/s")]
    [TestCase(7, 80_000_000, ExpectedResult = false, Description = "a few events after a pause")]
    public bool ShouldLookAwayFromAFastProducerOnly(long eventCount, long elapsedNanos)
    {
        var gatherer = new BatchGatherer(spins: 1);
        gatherer.CloseWindow(0);
        gatherer.OnBatch(eventCount);
        gatherer.CloseWindow(elapsedNanos * Stopwatch.Frequency / 1_000_000_000);
        return gatherer.IsOn;
    }

    [Test]
    public void ShouldDecideAnewForEachWindow()
    {
        var gatherer = new BatchGatherer(spins: 1);
        gatherer.CloseWindow(0);
        gatherer.OnBatch(1_000_000);
        gatherer.CloseWindow(1);
        Assert.That(gatherer.IsOn);

        gatherer.OnBatch(1);
        gatherer.CloseWindow(1 + Stopwatch.Frequency);
        Assert.That(gatherer.IsOn, Is.False);
    }

    [Test]
    public void ShouldNeverLookAwayWithoutSpins()
    {
        var gatherer = new BatchGatherer(spins: 0);
        for (var i = 0; i < 10 * BatchGatherer.WindowBatchCount; i++)
        {
            gatherer.OnBatch(1_000_000);
        }

        Assert.That(gatherer.IsOn, Is.False);
    }
}
