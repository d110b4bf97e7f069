using System.IO.Hashing;
using System.Text;
using TradingEngine.Ingress;
using TradingEngine.Model;
using TradingEngine.Orders;
using TradingEngine.Strategies;
using TradingEngine.TestKit;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Strategies;

/// <summary>A strategy goes from paper to live and back while its signals come.</summary>
[TestFixture]
public sealed class RolloutTests
{
    private const string Strategy = "momentum-1";
    private const int SignalsPerStep = 500;

    private static readonly StrategyTrader[] Steps =
    [
        new("zerodha", TraderMode.Off),
        new("zerodha", TraderMode.Shadow),
        new("zerodha", TraderMode.Live) { SharePercent = 10 },
        new("zerodha", TraderMode.Live) { SharePercent = 25.5m },
        new("zerodha", TraderMode.Live),
        new("zerodha", TraderMode.Off),
    ];

    [TestCase(Topology.Inline)]
    [TestCase(Topology.Fused)]
    [TestCase(Topology.ThreadPerStage)]
    public async Task ShouldSendEachSignalWhereItsStepSays(Topology topology)
    {
        await using var test = await StartAsync(topology);
        var rules = RulesOf();
        var expected = new List<(string Signal, string Trader)>();
        for (var step = 0; step < Steps.Length; step++)
        {
            test.Engine.UpdateRoutes(PlanOf(rules, Steps[step]).ApplyTo);
            for (var i = 0; i < SignalsPerStep; i++)
            {
                var id = $"signal-{step}-{i}";
                test.Engine.Publish(Make.Signal(id, strategy: Strategy, token: 1 + i % 7));
                expected.AddRange(TargetsOf(Steps[step], id).Select(trader => (id, trader)));
            }
        }

        var ends = test.Drain();
        Assert.That(
            ends.Select(end => (end.Signal.SignalId, end.Trader)).Order(), Is.EqualTo(expected.Order()));
        AssertEnds(ends);
        Assert.That(test.Sink.Events.Select(one => one.EventId), Is.Unique);
        Assert.That(test.Count(RejectReason.None), Is.EqualTo(Steps.Length * SignalsPerStep));
    }

    /// <summary>
    /// Another thread swaps while signals are published: which table a signal meets is open, that it meets one whole
    /// table is not, and what comes again is doubled nowhere.
    /// </summary>
    [TestCase(Topology.Fused)]
    [TestCase(Topology.ThreadPerStage)]
    public async Task ShouldLoseAndDoubleNothingWhileAnotherThreadSwaps(Topology topology)
    {
        const int signalCount = 5_000;
        await using var test = await StartAsync(topology);
        var rules = RulesOf();
        using var isDone = new ManualResetEventSlim();
        var swapCount = 0;
        var swapper = new Thread(() =>
        {
            while (!isDone.IsSet)
            {
                test.Engine.UpdateRoutes(PlanOf(rules, Steps[swapCount % Steps.Length]).ApplyTo);
                Interlocked.Increment(ref swapCount);
            }
        });
        swapper.Start();
        for (var i = 0; i < signalCount; i++)
        {
            test.Engine.Publish(Make.Signal($"signal-{i}", strategy: Strategy, token: 1 + i % 7));
            test.Engine.Publish(Make.Signal($"signal-{i / 2}", strategy: Strategy, token: 1 + i / 2 % 7));
        }

        Assert.That(SpinWait.SpinUntil(() => Volatile.Read(ref swapCount) > Steps.Length, TimeSpan.FromMinutes(1)), Is.True);
        isDone.Set();
        swapper.Join();
        AssertEnds(test.Drain());
        var bySignal = test.Drain().ToLookup(one => one.Signal.SignalId, one => one.Trader);

        Assert.That(bySignal, Has.Count.EqualTo(signalCount));
        Assert.That(
            bySignal.Select(one => (one.Key, string.Join(' ', one.Order()))),
            Is.All.Matches<(string Id, string Traders)>(one =>
                Steps.Any(step => string.Join(' ', TargetsOf(step, one.Id).Order()) == one.Traders)));
        Assert.That(test.Count(RejectReason.Duplicate), Is.EqualTo(signalCount));
    }

    /// <summary>Each is a fill, or an order that waited in a lane when its route ended.</summary>
    private static void AssertEnds(IEnumerable<OrderEvent> ends) => Assert.That(
        ends.Where(end => end.Type != OrderEventType.Filled).Select(end => (end.Type, end.ErrorMessage)),
        Is.All.EqualTo((
            OrderEventType.Failed, $"The route of strategy '{Strategy}' to trader 'zerodha' ended before the order was sent"))
            .Or.EqualTo((
            OrderEventType.Failed,
            $"The route of strategy '{Strategy}' to trader 'zerodha.shadow' ended before the order was sent")));

    [Test]
    public async Task ShouldSendNothingThatWaitsWhenItsRouteEnds()
    {
        var sent = new List<string>();
        using var gate = new ManualResetEventSlim();
        using var isIn = new ManualResetEventSlim();
        await using var test = await TestEngine.StartAsync(Topology.Fused, builder =>
        {
            builder
                .AddTrader("zerodha", new DelegateTrader(order =>
                {
                    sent.Add(order.Signal.SignalId);
                    isIn.Set();
                    gate.Wait();
                    return OrderResult.Filled(order.Quantity, Price.Parse("101"), 0);
                }))
                .Route(Strategy, "zerodha");
            builder.Options.LaneCount = 1;
        });
        for (var i = 0; i < 10; i++)
        {
            test.Engine.Publish(Make.Signal($"s{i}", strategy: Strategy));
        }

        Assert.That(isIn.Wait(TimeSpan.FromMinutes(1)), Is.True);
        test.Engine.UpdateRoutes(routes => routes.Route(Strategy));
        gate.Set();

        var ends = test.Drain();
        Assert.That(sent, Is.EqualTo(new[] { "s0" }));
        Assert.That(ends.Count(one => one.Type == OrderEventType.Filled), Is.EqualTo(1));
        Assert.That(ends.Count(one => one.Type == OrderEventType.Failed), Is.EqualTo(9));
        AssertEnds(ends);
    }

    private static async Task<TestEngine> StartAsync(Topology topology)
    {
        var test = await TestEngine.StartAsync(topology, builder =>
        {
            builder
                .AddTrader("paper", new PaperTrader())
                .AddTrader(
                    "zerodha", new DelegateTrader(order => OrderResult.Filled(order.Quantity, Price.Parse("101"), 0)))
                .AddShadow("zerodha")
                .ConfigureRoutes(PlanOf(new StrategyRules(builder.Traders), Steps[0]).ApplyTo);
            builder.Options.LaneCapacity = 1 << 14;
            builder.Options.Producers = topology == Topology.Inline ? Producers.One : Producers.Many;
        });
        for (var token = 1; token <= 7; token++)
        {
            test.Engine.Publish(Make.Tick(token, "100"));
        }

        return test;
    }

    private static StrategyRules RulesOf() => new(new EngineBuilder()
        .AddTrader("paper", new PaperTrader())
        .AddTrader("zerodha", new PaperTrader())
        .AddShadow("zerodha")
        .Traders);

    private static StrategyPlan PlanOf(StrategyRules rules, StrategyTrader zerodha) => rules.Plan(new StrategySet
    {
        Strategies = [new(Strategy) { ZerodhaTradingEnabled = false, Traders = [zerodha] }],
    });

    /// <summary>The targets, computed from the documentation alone.</summary>
    private static IEnumerable<string> TargetsOf(StrategyTrader zerodha, string signalId)
    {
        yield return "paper";
        if (zerodha.Mode != TraderMode.Off && Bucket(signalId) < zerodha.SharePercent * 100)
        {
            yield return zerodha.Mode == TraderMode.Shadow ? "zerodha.shadow" : "zerodha";
        }
    }

    private static int Bucket(string signalId)
    {
        // The bytes of XXH128 are written with the highest first; the key goes in with the lowest first.
        var key = XxHash128.Hash(Encoding.UTF8.GetBytes(signalId));
        Array.Reverse(key);
        var hash = XxHash128.Hash([.. key, .. Encoding.UTF8.GetBytes(Strategy)]);
        var low = hash.AsEnumerable().Skip(8).Aggregate(0UL, (number, next) => (number << 8) | next);
        return (int)(low % 10_000);
    }
}
