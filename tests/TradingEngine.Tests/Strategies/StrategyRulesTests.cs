using CsCheck;
using TradingEngine.Risk;
using TradingEngine.Strategies;
using TradingEngine.TestKit.Traders;
using TradingEngine.Traders;
using TradingEngine.Traders.Paper;

namespace TradingEngine.Tests.Strategies;

/// <summary>What follows from the columns of a source, and what is wrong with them.</summary>
[TestFixture]
public sealed class StrategyRulesTests
{
    private static readonly StrategyConfiguration Momentum = new("momentum-1") { ZerodhaTradingEnabled = false };

    [TestCase(false, "paper live")]
    [TestCase(true, "paper live, zerodha live")]
    public void ShouldRouteAsTheExecutionRouterDid(bool isZerodha, string expected) =>
        Assert.That(Describe(Momentum with { ZerodhaTradingEnabled = isZerodha }), Is.EqualTo(expected));

    [TestCase(false, "paper live")]
    [TestCase(true, "zerodha live")]
    public void ShouldRouteToZerodhaInsteadOfPaperWhereAsked(bool isZerodha, string expected)
    {
        var options = new StrategyRuleOptions { ZerodhaInsteadOfPaper = true };

        Assert.That(Describe(Momentum with { ZerodhaTradingEnabled = isZerodha }, options), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldRouteNowhereWhatIsNotActive()
    {
        Assert.That(Describe(Momentum with { IsActive = false }), Is.EqualTo("no trader"));
        Assert.That(Describe(Momentum with { IsSuspended = true }), Is.EqualTo("no trader"));
    }

    [Test]
    public void ShouldLetANamedTraderWinOverTheColumn()
    {
        var strategy = Momentum with
        {
            ZerodhaTradingEnabled = true,
            Traders = [new("zerodha", TraderMode.Shadow) { SharePercent = 12.5m }, new("paper", TraderMode.Off)],
        };

        Assert.That(Describe(strategy), Is.EqualTo("zerodha shadow 12.5%"));
    }

    [TestCase("zerodha", "paper live")]
    [TestCase("paper", "zerodha live")]
    public void ShouldObeyASwitchOverAllStrategies(string off, string expected)
    {
        var set = new StrategySet
        {
            Strategies = [Momentum with { ZerodhaTradingEnabled = true }],
            TraderSwitches = new Dictionary<string, bool> { [off] = false },
        };

        Assert.That(Rules().Plan(set).Strategies["momentum-1"].Describe(), Is.EqualTo(expected));
    }

    [Test]
    public void ShouldPassOverATraderThatDoesNotTakePart()
    {
        var options = new StrategyRuleOptions { DisabledTraders = ["kotak"] };
        var strategy = Momentum with { Traders = [new("kotak", TraderMode.Live)] };

        Assert.That(Describe(strategy, options), Is.EqualTo("paper live"));
    }

    [Test]
    public void ShouldPassOverTheColumnWhereThereIsNoZerodha()
    {
        var rules = new StrategyRules(new Dictionary<string, ITrader> { ["paper"] = new PaperTrader() });
        var plan = rules.Plan(new StrategySet { Strategies = [Momentum with { ZerodhaTradingEnabled = true }] });

        Assert.That(plan.Strategies["momentum-1"].Describe(), Is.EqualTo("paper live"));
    }

    [Test]
    public void ShouldNameEverythingThatIsWrongAtOnce()
    {
        var set = new StrategySet
        {
            Strategies =
            [
                Momentum with { Traders = [new("kotak", TraderMode.Live), new("paper", TraderMode.Live) { SharePercent = 101 }] },
                new("twice"),
                new("twice"),
                new("shares")
                {
                    Traders =
                    [
                        new("paper", TraderMode.Live) { SharePercent = -0.01m },
                        new("zerodha", TraderMode.Live) { SharePercent = 12.345m },
                        new("zerodha", TraderMode.Off),
                        new("zerodha.shadow", TraderMode.Live),
                    ],
                },
                new("limits") { Limits = new RiskLimits { OrderQuantityMax = 0 } },
                new("terms") { Traders = [new("paper", TraderMode.Live) { Terms = "{}" }] },
                new("no-shadow") { Traders = [new("bare", TraderMode.Shadow)] },
                new("") { ZerodhaTradingEnabled = true },
            ],
            TraderSwitches = new Dictionary<string, bool> { ["upstox"] = false },
            Others = ["nobody"],
        };

        var exception = Assert.Throws<StrategySourceException>(() => Rules().Plan(set));

        Assert.That(exception!.IsUnavailable, Is.False);
        Assert.That(exception.Errors, Is.EqualTo(new[]
        {
            "the switches of traders: there is no trader 'upstox'; there are bare, paper, zerodha.",
            "strategy 'momentum-1', trader 'kotak', column trader: there is no trader 'kotak'; there are bare, paper, zerodha.",
            "strategy 'momentum-1', trader 'paper', column share_percent: must be from 0 to 100 with up to two decimals, not 101.",
            "strategy 'twice': is there twice.",
            "strategy 'shares', trader 'paper', column share_percent: must be from 0 to 100 with up to two decimals, not -0.01.",
            "strategy 'shares', trader 'zerodha', column share_percent: must be from 0 to 100 with up to two decimals, not 12.345.",
            "strategy 'shares', trader 'zerodha': is there twice.",
            "strategy 'shares', trader 'zerodha.shadow', column trader: a shadow is not named, 'zerodha.shadow' is the trader with the mode shadow.",
            "strategy 'limits', column limits: OrderQuantityMax must be above zero, not 0.",
            "strategy 'terms', trader 'paper', column terms: This trader takes no terms.",
            "strategy 'no-shadow', trader 'bare', column mode: is shadow, but the trader has no shadow in this engine.",
            "strategy '', column id: must have 1 to 256 characters.",
            "the traders of all other strategies: there is no trader 'nobody'; there are bare, paper, zerodha.",
        }));
    }

    [Test]
    public void ShouldSayWhatIsOtherThanBefore()
    {
        var before = Plan(
            Momentum, new("gone") { ZerodhaTradingEnabled = false }, new("same") { ZerodhaTradingEnabled = true });
        var after = Plan(
            Momentum with
            {
                Traders = [new("zerodha", TraderMode.Live) { SharePercent = 10 }],
                Limits = new RiskLimits { OrderQuantityMax = 5 },
            },
            new("same") { ZerodhaTradingEnabled = true, Parameters = "{}" },
            new("added") { IsActive = false });

        Assert.That(after.DifferenceFrom(before), Is.EqualTo(new[]
        {
            "added: new, no trader.",
            "gone: paper live → removed.",
            "momentum-1: limits as built → {\"OrderQuantityMax\":5}.",
            "momentum-1: paper live → paper live, zerodha live 10%.",
        }));
        Assert.That(after.DifferenceFrom(after), Is.Empty);
    }

    /// <summary>Whatever a set says, wrong rows included: no trader begins, gets more, or becomes live by a reduction.</summary>
    [Test]
    public void ShouldOnlyTakeAwayByAReduction()
    {
        var traders = from name in Gen.Int[0, 3].Select(i => new[] { "paper", "zerodha", "bare", "kotak" }[i])
                      from mode in Gen.Enum<TraderMode>()
                      from share in Gen.Int[-1, 101]
                      select new StrategyTrader(name, mode) { SharePercent = share };
        var strategies = from id in Gen.Int[0, 2]
                         from flags in Gen.Int[0, 7]
                         from rows in traders.List[0, 3]
                         select new StrategyConfiguration($"s{id}")
                         {
                             IsActive = (flags & 1) != 0,
                             ZerodhaTradingEnabled = (flags & 2) != 0,
                             IsSuspended = (flags & 4) != 0,
                             Traders = rows,
                         };
        Gen.Select(strategies.List[0, 4], strategies.List[0, 4], Gen.Bool).Sample((first, second, isOff) =>
        {
            var rules = Rules();
            var current = rules.PlanReductions(new StrategySet(), PlanOf(rules, first));
            var switches = new Dictionary<string, bool> { ["zerodha"] = !isOff };

            var less = rules.PlanReductions(new StrategySet { Strategies = second, TraderSwitches = switches }, current);

            Assert.That(less.Strategies.Keys, Is.EquivalentTo(current.Strategies.Keys));
            foreach (var (id, now) in less.Strategies)
            {
                var was = current.Strategies[id].Traders;
                foreach (var one in now.Traders)
                {
                    var before = was.Single(trader => trader.Trader == one.Trader);
                    Assert.That(one.SharePercent, Is.LessThanOrEqualTo(before.SharePercent));
                    Assert.That(one.Mode, Is.EqualTo(before.Mode).Or.EqualTo(TraderMode.Shadow));
                }
            }
        });
    }

    private static StrategyPlan PlanOf(StrategyRules rules, IEnumerable<StrategyConfiguration> strategies)
    {
        var right = new List<StrategyConfiguration>();
        foreach (var strategy in strategies.DistinctBy(one => one.Id))
        {
            try
            {
                rules.Plan(new StrategySet { Strategies = [strategy] });
                right.Add(strategy);
            }
            catch (StrategySourceException)
            {
                // A plan that counts has nothing that is wrong.
            }
        }

        return rules.Plan(new StrategySet { Strategies = right });
    }

    private static StrategyPlan Plan(params StrategyConfiguration[] strategies) =>
        Rules().Plan(new StrategySet { Strategies = strategies });

    private static string Describe(StrategyConfiguration strategy, StrategyRuleOptions? options = null) =>
        Rules(options).Plan(new StrategySet { Strategies = [strategy] }).Strategies[strategy.Id].Describe();

    private static StrategyRules Rules(StrategyRuleOptions? options = null) => new(
        new EngineBuilder()
            .AddTrader("paper", new PaperTrader())
            .AddTrader("zerodha", new GateTrader())
            .AddTrader("bare", new GateTrader())
            .AddShadow("paper")
            .AddShadow("zerodha")
            .Traders,
        options);
}
