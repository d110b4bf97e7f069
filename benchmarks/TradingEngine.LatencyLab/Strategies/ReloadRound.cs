using System.Diagnostics;
using TradingEngine.LatencyLab.Kafka;
using TradingEngine.LatencyLab.Zerodha;
using TradingEngine.Strategies;
using TradingEngine.Traders.Paper;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Strategies;

/// <summary>What one reload of 10,000 strategies took.</summary>
/// <param name="ReadMillis">Until they were read from the database.</param>
/// <param name="SwapMillis">Until their table was in the ring, the reading included.</param>
/// <param name="NoticeMillis">From the commit of a change of one strategy until an engine that follows had swapped.</param>
internal sealed record class ReloadRound(double ReadMillis, double SwapMillis, double NoticeMillis)
{
    private const string ChangedBy = "lab";

    /// <summary>Puts the strategies into an empty store.</summary>
    public static void Fill(Func<IStrategyStore> makeStore)
    {
        var store = makeStore();
        store.ChangeAsync(_ => SampleStrategies.Make(10), ChangedBy, default).AsTask().GetAwaiter().GetResult();
        store.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>Measures once.</summary>
    /// <param name="makeStore">Opens the store.</param>
    /// <param name="percent">The share of one strategy from now on, another one than before.</param>
    public static ReloadRound Measure(Func<IStrategyStore> makeStore, decimal percent) =>
        MeasureAsync(makeStore, percent).GetAwaiter().GetResult();

    private static async Task<ReloadRound> MeasureAsync(Func<IStrategyStore> makeStore, decimal percent)
    {
        await using var store = makeStore();
        await using var updater = new StrategyUpdater(
            makeStore(),
            new StrategyUpdaterOptions { Rules = new StrategyRuleOptions { PaperName = StageKit.TraderName } });
        var builder = KiteSetup.MakeBuilder(TickFeed.InstrumentCount)
            .AddTrader(StageKit.TraderName, new PaperTrader())
            .AddTrader(SampleStrategies.LiveName, new PaperTrader());
        await updater.LoadAsync(builder);
        var engine = builder.Build();
        await engine.StartAsync();
        updater.Start(engine);

        // The reading comes before the change, so that the engine that follows is waiting by then.
        var rules = new StrategyRules(builder.Traders, new StrategyRuleOptions { PaperName = StageKit.TraderName });
        await store.ReadAsync(default);
        var begin = Stopwatch.GetTimestamp();
        var set = await store.ReadAsync(default);
        var read = Stopwatch.GetElapsedTime(begin);
        engine.UpdateRoutes(rules.Plan(set).ApplyTo);
        var swap = Stopwatch.GetElapsedTime(begin);

        await store.ChangeAsync(one => Change(one, percent), ChangedBy, default);
        begin = Stopwatch.GetTimestamp();
        KafkaEngine.WaitUntil(() => updater.GetStatus().ChangeCount > 0, "The swap");
        var notice = Stopwatch.GetElapsedTime(begin);
        await updater.StopAsync();
        await engine.StopAsync();
        return new ReloadRound(read.TotalMilliseconds, swap.TotalMilliseconds, notice.TotalMilliseconds);
    }

    private static StrategySet Change(StrategySet set, decimal percent)
    {
        var strategies = set.Strategies.ToArray();
        strategies[0] = strategies[0] with
        {
            Traders = [new(SampleStrategies.LiveName, TraderMode.Shadow) { SharePercent = percent }],
        };
        return set with { Strategies = strategies };
    }
}
