using CsCheck;
using TradingEngine.Model;
using TradingEngine.Runner.Compare;

namespace TradingEngine.Runner.Tests.Compare;

[TestFixture]
public sealed class ComparisonTests
{
    [TestCase(Side.Buy, 100, 100.1, 10)]
    [TestCase(Side.Buy, 100, 99.9, -10)]
    [TestCase(Side.Sell, 100, 100.1, -10)]
    [TestCase(Side.Sell, 100, 99.9, 10)]
    public void ShouldTellSlippageInBasisPointsOfTheLeftPrice(Side side, decimal left, decimal right, decimal expected)
    {
        var comparison = Compare([Orders.Fill("s1", left, side: side)], [Orders.Fill("s1", right, side: side)]);

        Assert.That(comparison.Signals.Single().SlippageBasisPoints, Is.EqualTo(expected));
    }

    [Test]
    public void ShouldUseTheWeightedPriceOfAllFills()
    {
        var comparison = Compare(
            [Orders.Fill("s1", 100m)],
            [
                Orders.Event("s1", OrderEventType.PartiallyFilled, 9, 100m, step: 1),
                Orders.Fill("s1", 101m, quantity: 1, seconds: 1),
            ]);

        Assert.That(comparison.Signals.Single().SlippageBasisPoints, Is.EqualTo(10m));
        Assert.That(comparison.UnfilledCount, Is.Zero);
    }

    [Test]
    public void ShouldTellTheLatencyBetweenTheFirstEvents()
    {
        var comparison = Compare(
            [Orders.Fill("s1", 100m, seconds: 1)],
            [Orders.Event("s1", OrderEventType.Placed, seconds: 0.75), Orders.Fill("s1", 100m, seconds: 3)]);

        Assert.That(comparison.Signals.Single().LatencyMillis, Is.EqualTo(-250m));
    }

    [Test]
    public void ShouldMeasureNothingBetweenEmptySides()
    {
        var comparison = Compare([], []);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.Signals, Is.Empty);
            Assert.That(comparison.Slippage, Is.Null);
            Assert.That(comparison.LatencyMillis, Is.Null);
            Assert.That(comparison.FailuresPercent, Is.Null);
            Assert.That(comparison.UnfilledPercent, Is.Null);
        }
    }

    [Test]
    public void ShouldShowFailuresAndMissingOnesBeforeSlippage()
    {
        var comparison = Compare(
            [
                Orders.Fill("worse", 100m), Orders.Fill("missing", 100m), Orders.Fill("failed", 100m),
                Orders.Fill("less", 100m), Orders.Fill("same", 100m), Orders.Fill("placed", 100m),
            ],
            [
                Orders.Fill("same", 100m), Orders.Fill("worse", 150m), Orders.Fill("less", 90m, quantity: 9),
                Orders.Event("failed", OrderEventType.Failed), Orders.Fill("extra", 100m),
                Orders.Event("placed", OrderEventType.Placed),
            ]);

        Assert.That(
            SignalOrder.WorstFirst(comparison.Signals).Select(signal => signal.Key),
            Is.EqualTo(["failed", "missing", "less", "placed", "extra", "worse", "same"]));
    }

    /// <summary>The totals are counted here while the day is made, not from the events.</summary>
    [Test]
    public void ShouldComeToTheTotalsOfAMadeUpDay()
    {
        var day = new ComparedDay(seed: 20_260_803, signalCount: 5_000);

        var comparison = new Comparison(Orders.SideOf(day.Left), Orders.SideOf(day.Right));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(comparison.BothCount, Is.EqualTo(day.Both));
            Assert.That(comparison.OnlyLeftCount, Is.EqualTo(day.OnlyLeft));
            Assert.That(comparison.OnlyRightCount, Is.EqualTo(day.OnlyRight));
            Assert.That(comparison.FilledBothCount, Is.EqualTo(day.FilledBoth));
            Assert.That(comparison.FailedRightCount, Is.EqualTo(day.Failed));
            Assert.That(comparison.FailedLeftCount, Is.Zero);
            Assert.That(comparison.CancelledRightCount, Is.EqualTo(day.Cancelled));
            Assert.That(comparison.UnfilledCount, Is.EqualTo(day.Failed + day.Cancelled));
            Assert.That(comparison.QuantityDifference, Is.EqualTo(day.QuantityDifference));
            Assert.That(comparison.Slippage!.Count, Is.EqualTo(day.Slippages.Count));
            Assert.That(comparison.Slippage.Mean, Is.EqualTo(day.Slippages.Average()).Within(0.000000001m));
            Assert.That(comparison.Slippage.Worst, Is.EqualTo(day.Slippages.Max()).Within(0.000000001m));
            Assert.That(comparison.LatencyMillis!.Worst, Is.EqualTo(day.Latencies.Max()));
            Assert.That(comparison.LatencyMillis.Mean, Is.EqualTo(day.Latencies.Average()).Within(0.000000001m));
            Assert.That(
                day.Slippages.Count(slippage => slippage > comparison.Slippage.P95 + 0.000000001m),
                Is.LessThanOrEqualTo(day.Slippages.Count / 20));
            Assert.That(comparison.Left.RepeatedCount, Is.EqualTo(day.RepeatedLeft));
            Assert.That(comparison.Left.Reader.RefusedCount + comparison.Right.Reader.RefusedCount, Is.Zero);
        }
    }

    [TestCase("1", 1, 1, 1)]
    [TestCase("2 1", 1.5, 2, 2)]
    [TestCase("3 1 2", 2, 3, 3)]
    [TestCase("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20", 10.5, 19, 20)]
    [TestCase("1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21", 11, 20, 21)]
    public void ShouldTellHowFiguresAreDistributed(string figures, decimal median, decimal p95, decimal worst)
    {
        var distribution = Distribution.Of(figures.Split(' ').Select(decimal.Parse))!;

        Assert.That((distribution.Median, distribution.P95, distribution.Worst), Is.EqualTo((median, p95, worst)));
        Assert.That(distribution.Mean, Is.EqualTo(figures.Split(' ').Average(decimal.Parse)));
    }

    [Test]
    public void ShouldComeToTheMirroredTotalsWhenSwapped() => Gen
        .Select(SomeOrders.Of("l"), SomeOrders.Of("r"))
        .Sample(
            (left, right) =>
            {
                var one = new Comparison(left, right);
                var other = new Comparison(right, left);
                return (one.BothCount, one.OnlyLeftCount, one.OnlyRightCount)
                        == (other.BothCount, other.OnlyRightCount, other.OnlyLeftCount)
                    && (one.FilledBothCount, one.FilledOnlyLeftCount, one.FilledOnlyRightCount)
                        == (other.FilledBothCount, other.FilledOnlyRightCount, other.FilledOnlyLeftCount)
                    && (one.FailedLeftCount, one.FailedRightCount) == (other.FailedRightCount, other.FailedLeftCount)
                    && (one.CancelledLeftCount, one.CancelledRightCount)
                        == (other.CancelledRightCount, other.CancelledLeftCount)
                    && one.QuantityDifference == -other.QuantityDifference
                    && one.QuantityDiffersCount == other.QuantityDiffersCount
                    && one.Slippage?.Count == other.Slippage?.Count
                    && one.LatencyMillis?.Median == -other.LatencyMillis?.Median
                    && one.LatencyMillis?.Mean == -other.LatencyMillis?.Mean;
            },
            iter: 3_000);

    private static Comparison Compare(OrderEvent[] left, OrderEvent[] right) =>
        new(Orders.SideOf(left), Orders.SideOf(right));
}
