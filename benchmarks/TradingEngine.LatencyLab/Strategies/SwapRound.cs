using TradingEngine.LatencyLab.Kafka;
using TradingEngine.LatencyLab.Measures;
using TradingEngine.LatencyLab.Zerodha;
using TradingEngine.Strategies;
using TradingEngine.Traders.Paper;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Strategies;

/// <summary>The latency of ticks in an engine with 10,000 strategies, and while their table is swapped.</summary>
internal static class SwapRound
{
    private static readonly TimeSpan SwapInterval = TimeSpan.FromSeconds(1);

    /// <summary>Measures once.</summary>
    /// <param name="swaps">Whether another table of all strategies comes every second, planned and built beside the ticks.</param>
    /// <param name="seconds">How long.</param>
    public static LatencyRound Measure(bool swaps, int seconds)
    {
        var builder = KiteSetup.MakeBuilder(TickFeed.InstrumentCount)
            .AddTrader(StageKit.TraderName, new PaperTrader())
            .AddTrader(SampleStrategies.LiveName, new PaperTrader())
            .AddShadow(SampleStrategies.LiveName);
        var rules = new StrategyRules(builder.Traders, new StrategyRuleOptions { PaperName = StageKit.TraderName });
        StrategySet[] sets = [SampleStrategies.Make(10), SampleStrategies.Make(20)];
        builder.ConfigureRoutes(rules.Plan(sets[0]).ApplyTo);
        var engine = builder.Build();
        engine.StartAsync().GetAwaiter().GetResult();
        using var stop = new ManualResetEventSlim();
        var swapCount = 0;
        var swapper = new Thread(() =>
        {
            while (!stop.Wait(SwapInterval))
            {
                engine.UpdateRoutes(rules.Plan(sets[++swapCount % 2]).ApplyTo);
            }
        });
        if (swaps)
        {
            swapper.Start();
        }

        var round = PacedTicks.Measure(engine, seconds);
        stop.Set();
        if (swaps)
        {
            swapper.Join();
            if (swapCount < seconds)
            {
                throw new InvalidOperationException($"The table was swapped {swapCount} times in {seconds} s.");
            }
        }

        SampleEngine.Stop(engine);
        return round;
    }
}
