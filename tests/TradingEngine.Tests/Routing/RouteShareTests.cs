using System.IO.Hashing;
using System.Text;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Routing;
using TradingEngine.TestKit;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Routing;

/// <summary>A part of the signals of a strategy goes to a trader.</summary>
[TestFixture]
public sealed class RouteShareTests
{
    private const string Strategy = "momentum";
    private const int SignalCount = 2_000;

    private static readonly IReadOnlyList<string> SignalIds = [.. Enumerable.Range(0, SignalCount).Select(i => $"s-{i}")];

    [Test]
    public void ShouldOnlyAddSignalsWhenAShareGrows()
    {
        var before = new HashSet<string>();
        foreach (var percent in new[] { 0m, 0.01m, 10m, 12.5m, 20m, 99.99m, 100m })
        {
            var now = Chosen(new RoutingTableBuilder().RouteShare(Strategy, "live", percent));
            Assert.That(now, Is.SupersetOf(before));
            Assert.That(now, Has.Count.EqualTo(SignalIds.Count(id => Bucket(id) < percent * 100)));
            before = now;
        }

        Assert.That(before, Has.Count.EqualTo(SignalCount));
    }

    [Test]
    public void ShouldTakeAboutTheShare()
    {
        var chosen = Chosen(new RoutingTableBuilder().RouteShare(Strategy, "live", 10));

        // Ids and hash are given, so the count is, too; six standard deviations around 200 are 80.
        Assert.That(chosen, Has.Count.InRange(120, 280));
    }

    [Test]
    public void ShouldChooseOtherSignalsForAnotherStrategy()
    {
        var one = SignalIds.Where(id => OrderIdentity.ShareBucketOf(id, "one") < 5_000).ToHashSet();
        var two = SignalIds.Where(id => OrderIdentity.ShareBucketOf(id, "two") < 5_000).ToHashSet();

        Assert.That(one.Intersect(two).Count(), Is.InRange(400, 600), "Half of the half: they are independent.");
    }

    [Test]
    public void ShouldHashAsTheDocumentationSays()
    {
        foreach (var id in SignalIds.Take(100).Append("").Append("ünïcode-😀"))
        {
            Assert.That(OrderIdentity.ShareBucketOf(id, Strategy), Is.EqualTo(Bucket(id)));
        }

        var longName = new string('x', 5_000);
        Assert.That(OrderIdentity.ShareBucketOf("a", longName), Is.EqualTo(Bucket("a", longName)));
    }

    [TestCase(-0.01)]
    [TestCase(100.01)]
    [TestCase(12.345)]
    public void ShouldRefuseAShareThatIsNone(double percent)
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(
            () => new RoutingTableBuilder().RouteShare(Strategy, "live", (decimal)percent));
        Assert.That(exception!.Message, Does.Contain("momentum").And.Contain("live"));
    }

    [Test]
    public void ShouldNameAnUnknownTrader()
    {
        var builder = new EngineBuilder().AddTrader<PaperTrader>("paper").RouteShare(Strategy, "zerodha", 10);

        Assert.That(
            () => builder.Build(), Throws.ArgumentException.With.Message.Contains("zerodha"));
    }

    [Test]
    public void ShouldForgetSharesWhenAStrategyIsRoutedAnew()
    {
        var builder = new RoutingTableBuilder().RouteShare(Strategy, "live", 100).Route(Strategy);

        Assert.That(Chosen(builder), Is.Empty);
    }

    [TestCase(Topology.Inline)]
    [TestCase(Topology.Fused)]
    [TestCase(Topology.ThreadPerStage)]
    public async Task ShouldSendEachSignalToItsTradersWhileSharesChange(Topology topology)
    {
        decimal[] shares = [0, 10, 20, 100, 0, 50];
        await using var test = await TestEngine.StartAsync(topology, builder => builder
            .AddTrader("paper", new PaperTrader())
            .AddTrader("live", new PaperTrader())
            .Route(Strategy, "paper"));
        test.Engine.Publish(Make.Tick(1, "100"));

        var expected = new List<(string Signal, string Trader)>();
        for (var step = 0; step < shares.Length; step++)
        {
            var share = shares[step];
            test.Engine.UpdateRoutes(routes => routes.Route(Strategy, "paper").RouteShare(Strategy, "live", share));
            foreach (var id in SignalIds.Select(id => $"{id}-{step}"))
            {
                test.Engine.Publish(Make.Signal(id, strategy: Strategy));
                expected.Add((id, "paper"));
                if (Bucket(id) < share * 100)
                {
                    expected.Add((id, "live"));
                }
            }
        }

        var fills = test.Drain().Where(one => one.Type == OrderEventType.Filled);
        Assert.That(
            fills.Select(fill => (fill.Signal.SignalId, fill.Trader)).Order(), Is.EqualTo(expected.Order()));
    }

    private static HashSet<string> Chosen(RoutingTableBuilder builder)
    {
        var table = builder.Build(new TraderRegistry([("live", new PaperTrader())]));
        return [.. SignalIds.Where(id =>
            table.TryGetTargets(Strategy, OrderIdentity.SignalKeyOf(id), out var targets) && targets == 1)];
    }

    /// <summary>The bucket, computed from the documentation alone.</summary>
    private static int Bucket(string signalId, string strategy = Strategy)
    {
        // The bytes of XXH128 are written with the highest first; the key goes in with the lowest first.
        var key = XxHash128.Hash(Encoding.UTF8.GetBytes(signalId));
        Array.Reverse(key);
        var hash = XxHash128.Hash([.. key, .. Encoding.UTF8.GetBytes(strategy)]);
        var low = hash.AsEnumerable().Skip(8).Aggregate(0UL, (number, next) => (number << 8) | next);
        return (int)(low % 10_000);
    }
}
