using CsCheck;
using TradingEngine.Risk;
using TradingEngine.Sql.Tests.Support;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Contracts;

/// <summary>Any sequence of changes gives what a model in memory gives, and an audit without a gap.</summary>
[TestFixture(typeof(SqliteStage))]
[TestFixture(typeof(PostgresStage))]
public sealed class PropertyTests<TStage> : StoreFixture<TStage>
    where TStage : IStoreStage, new()
{
    private static readonly string[] Ids = ["a", "b", "B", "é'", "e"];
    private static readonly string[] Traders = ["paper", "zerodha", "other\""];

    private static readonly Gen<StrategyTrader> Trader = Gen.Select(
        Gen.OneOf(Traders), Gen.OneOf(TraderMode.Live, TraderMode.Shadow, TraderMode.Off), Gen.Int[0, 10_000],
        Gen.OneOf<string?>(null, "{}", """{ "Product" : "CNC" }"""))
        .Select((name, mode, share, terms) => new StrategyTrader(name, mode) { SharePercent = share / 100m, Terms = terms });

    private static readonly Gen<RiskLimits?> Limits = Gen.Select(Gen.Int[0, 5], Gen.Long[1, long.MaxValue], Gen.Decimal[1, 1_000])
        .Select((kind, whole, number) => kind > 2 ? null : new RiskLimits { OrderQuantityMax = whole, DailyLossMax = number });

    private static readonly Gen<StrategyConfiguration> Strategy = Gen.Select(
        Gen.OneOf(Ids), Gen.OneOf<string?>(null, "", "momentum", "株"), Gen.OneOf<string?>(null, "[]", "[ 1, 2 ]"), Gen.Int[0, 11],
        Trader.Array[0, 3], Limits).Select((id, type, json, flags, traders, limits) => new StrategyConfiguration(id)
        {
            Type = type,
            Instruments = json,
            IsActive = (flags & 1) == 0,
            IsSuspended = (flags & 2) != 0,
            ZerodhaTradingEnabled = (flags / 4) switch { 0 => null, 1 => true, _ => false },
            Traders = [.. traders.DistinctBy(trader => trader.Trader)],
            Limits = limits,
        });

    private static readonly Gen<(StrategyConfiguration[] Put, string[] Delete, int Switch)> Step = Gen.Select(
        Strategy.Array[0, 3], Gen.OneOf(Ids).Array[0, 2], Gen.Int[0, 8]);

    [Test]
    public async Task ShouldDoWhatAModelDoes()
    {
        await Step.Array[1, 8].SampleAsync(async steps =>
        {
            var model = await Read();
            foreach (var step in steps)
            {
                var before = model;
                var entries = await Change(set => Apply(set, step));
                model = AsRead(Apply(before, step));
                var now = await Read();
                Assert.That(now.Strategies, Is.EqualTo(model.Strategies));
                Assert.That(now.TraderSwitches, Is.EquivalentTo(model.TraderSwitches));
                Assert.That(entries, Has.Count.EqualTo(DifferenceCount(before, model)));
            }
        }, iter: 40, threads: 1);

        await CheckAudit();
    }

    private static StrategySet Apply(StrategySet set, (StrategyConfiguration[] Put, string[] Delete, int Switch) step)
    {
        var strategies = set.Strategies.Where(strategy => !step.Delete.Contains(strategy.Id))
            .ToDictionary(strategy => strategy.Id);
        foreach (var strategy in step.Put)
        {
            strategies[strategy.Id] = strategy;
        }

        var switches = new Dictionary<string, bool>(set.TraderSwitches);
        var trader = Traders[step.Switch % Traders.Length];
        switches.Remove(trader);
        if (step.Switch / Traders.Length is < 2 and var value)
        {
            switches[trader] = value == 0;
        }

        return set with { Strategies = [.. strategies.Values], TraderSwitches = switches };
    }

    private static StrategySet AsRead(StrategySet set) => set with
    {
        Strategies =
        [
            .. set.Strategies.OrderBy(strategy => strategy.Id, StringComparer.Ordinal)
                .Select(strategy => strategy with { ZerodhaTradingEnabled = strategy.ZerodhaTradingEnabled ?? false }),
        ],
    };

    private static int DifferenceCount(StrategySet left, StrategySet right) =>
        left.Strategies.Union(right.Strategies).Except(left.Strategies.Intersect(right.Strategies))
            .Select(strategy => strategy.Id).Distinct().Count()
        + left.TraderSwitches.Union(right.TraderSwitches).Except(left.TraderSwitches.Intersect(right.TraderSwitches))
            .Select(pair => pair.Key).Distinct().Count();

    private async Task CheckAudit()
    {
        var set = await Read();
        var audit = (await ReadAudit(countMax: int.MaxValue)).Reverse().GroupBy(entry => (entry.Subject, entry.IsSwitch));
        foreach (var subject in audit)
        {
            string? last = null;
            foreach (var entry in subject)
            {
                Assert.That(entry.Before, Is.EqualTo(last));
                Assert.That(entry.After, Is.Not.EqualTo(last));
                last = entry.After;
            }

            var strategy = set.Strategies.SingleOrDefault(strategy => strategy.Id == subject.Key.Subject);
            var text = subject.Key.IsSwitch
                ? set.TraderSwitches.TryGetValue(subject.Key.Subject, out var isEnabled)
                    ? isEnabled ? """{"is_enabled":true}""" : """{"is_enabled":false}"""
                    : null
                : strategy is null ? null : StrategyJson.Write(strategy);
            Assert.That(last, Is.EqualTo(text));
        }
    }
}
