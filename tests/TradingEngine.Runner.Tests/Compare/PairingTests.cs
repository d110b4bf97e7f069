using System.Globalization;
using CsCheck;
using TradingEngine.Runner.Compare;

namespace TradingEngine.Runner.Tests.Compare;

[TestFixture]
public sealed class PairingTests
{
    [Test]
    public void ShouldPairByTheSignalWhateverTheTime()
    {
        var pairs = Pair(
            Orders.SideOf(Orders.Fill("s1", 100m), Orders.Fill("s2", 100m, seconds: 1)),
            Orders.SideOf(Orders.Fill("s2", 100m, seconds: 5_000), Orders.Fill("s3", 100m)));

        Assert.That(pairs, Is.EqualTo([("s1", null), ("s2", "s2"), (null, (string?)"s3")]));
    }

    [TestCase("0", "60", "0-60")]
    [TestCase("0", "60.000001", "0-,-60.000001")]
    [TestCase("60", "0", "60-0")]
    [TestCase("0 50", "50", "0-,50-50")]
    [TestCase("0 7 14", "5 12 19", "0-5,7-12,14-19")]
    [TestCase("5 12 19", "0 7 14", "5-0,12-7,19-14")]
    [TestCase("0 10", "1 11 12", "0-1,10-11,-12")]
    [TestCase("0 59", "59 118", "0-,59-59,-118")]
    [TestCase("0 40 80", "39 79 119", "0-,40-39,80-79,-119")]
    [TestCase("0 0 0", "0 0", "0-,0-0,0-0")]
    [TestCase("", "5", "-5")]
    public void ShouldPairNearestInTheOrderOfTime(string left, string right, string expected)
    {
        var pairs = Pairing.Pair(OldSide("l", left).Traces, OldSide("r", right).Traces);

        var shown = pairs
            .Select(pair => $"{SecondsOf(pair.Left)}-{SecondsOf(pair.Right)}")
            .OrderBy(text => text.StartsWith('-'));
        Assert.That(string.Join(",", shown), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldPairTheReplacedSystemWithThisEngine()
    {
        var old = Orders.SideOf(
            Orders.OldPlaced("e1", "o1", 0), Orders.OldFill("e2", "o1", 100m, 1), Orders.OldFailure("e3", 30));
        var engine = Orders.SideOf(Orders.Fill("s1", 100.1m, seconds: 2), Orders.Fill("s2", 100.1m, seconds: 29));

        var pairs = Pairing.Pair(old.Traces, engine.Traces);

        Assert.That(
            pairs.Select(pair => (pair.Left?.State, pair.Right?.SignalId)),
            Is.EqualTo([(TraceState.Filled, "s1"), (TraceState.Failed, (string?)"s2")]));
    }

    [Test]
    public void ShouldNotPairWhatDiffers()
    {
        var left = Orders.SideOf(
            Orders.OldFill("e1", "o1", 100m, 0, quantity: 11),
            Orders.OldFill("e2", "o2", 100m, 0, signalType: "SELL"),
            Orders.OldFill("e3", "o3", 100m, 0, strategyId: "carry"),
            Orders.OldFill("e4", "o4", 100m, 0, token: 1));
        var right = Orders.SideOf(Orders.OldFill("e5", "o5", 100m, 0));

        Assert.That(Pairing.Pair(left.Traces, right.Traces), Has.All.Matches<TracePair>(
            pair => pair.Left is null || pair.Right is null));
    }

    [Test]
    public void ShouldNotPairTwoSignalsWithIdsThatDiffer()
    {
        var pairs = Pairing.Pair(
            Orders.SideOf(Orders.Fill("s1", 100m)).Traces, Orders.SideOf(Orders.Fill("s2", 100m)).Traces);

        Assert.That(pairs, Has.Count.EqualTo(2));
    }

    [Test]
    public void ShouldUseEveryOrderOnceAndBeTheSameWhenSwapped() => Gen
        .Select(SomeOrders.Of("l"), SomeOrders.Of("r"))
        .Sample(
            (left, right) =>
            {
                var pairs = Pairing.Pair(left.Traces, right.Traces);
                var swapped = Pairing
                    .Pair(right.Traces, left.Traces)
                    .Select(pair => new TracePair(pair.Right, pair.Left));
                return pairs.Where(pair => pair.Left is not null).Select(pair => pair.Left!).SequenceEqual(left.Traces)
                    && pairs.Where(pair => pair.Right is not null).Select(pair => pair.Right!).ToHashSet()
                        .SetEquals(right.Traces)
                    && pairs.Count(pair => pair.Right is not null) == right.Traces.Count()
                    && pairs.ToHashSet().SetEquals(swapped)
                    && pairs.All(IsAllowed);
            },
            iter: 3_000);

    [Test]
    public void ShouldPairAsWellAsAnyOtherPairing() => Gen
        .Select(Gen.Int[0, 200].Array[0, 5], Gen.Int[0, 200].Array[0, 5])
        .Sample(
            (left, right) =>
            {
                var pairs = Pairing.Pair(
                    OldSide("l", string.Join(' ', left)).Traces, OldSide("r", string.Join(' ', right)).Traces);
                return pairs.Sum(CostOf) == LeastCost([.. left.Order()], [.. right.Order()], 0, 0);
            },
            iter: 3_000);

    private static bool IsAllowed(TracePair pair) => pair is not { Left: { } left, Right: { } right }
        || (left.SignalId is not null && left.SignalId == right.SignalId)
        || ((left.SignalId is null || right.SignalId is null)
            && left.Quantity == right.Quantity
            && (left.FirstTime - right.FirstTime).Duration() <= NearestPairing.Span);

    /// <summary>In ticks: an order without a partner costs a little more than 30 seconds.</summary>
    private static decimal CostOf(TracePair pair) => pair is { Left: { } left, Right: { } right }
        ? (left.FirstTime - right.FirstTime).Duration().Ticks
        : (NearestPairing.Span.Ticks + 1) / 2m;

    /// <summary>The least cost of all pairings that keep the order of time; no other one beats those.</summary>
    private static decimal LeastCost(int[] left, int[] right, int i, int j)
    {
        var alone = (NearestPairing.Span.Ticks + 1) / 2m;
        if (i == left.Length || j == right.Length)
        {
            return alone * (left.Length - i + right.Length - j);
        }

        var together = Math.Abs(left[i] - right[j]) * TimeSpan.TicksPerSecond + LeastCost(left, right, i + 1, j + 1);
        return Math.Min(
            together, alone + Math.Min(LeastCost(left, right, i + 1, j), LeastCost(left, right, i, j + 1)));
    }

    private static TraceSet OldSide(string name, string seconds) => Orders.SideOf(seconds
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select((text, i) => Orders.OldFill(
            $"{name}{i}", $"{name}-order{i}", 100m, double.Parse(text, CultureInfo.InvariantCulture))));

    private static string SecondsOf(OrderTrace? trace) => trace is null
        ? ""
        : (trace.FirstTime - Orders.Start).TotalSeconds.ToString(CultureInfo.InvariantCulture);

    private static List<(string? Left, string? Right)> Pair(TraceSet left, TraceSet right) =>
        [.. Pairing.Pair(left.Traces, right.Traces).Select(pair => (pair.Left?.SignalId, pair.Right?.SignalId))];
}
