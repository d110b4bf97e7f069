using TradingEngine.Strategies;
using TradingEngine.Workloads;

namespace TradingEngine.LatencyLab.Strategies;

/// <summary>10,000 strategies on paper, each with a share of its signals at a second trader.</summary>
internal static class SampleStrategies
{
    public const int Count = 10_000;

    /// <summary>The second trader.</summary>
    public const string LiveName = "live";

    /// <summary>All of them; the strategy of <see cref="SampleEvents"/> is one.</summary>
    /// <param name="percent">The share of the second trader.</param>
    public static StrategySet Make(decimal percent)
    {
        var strategies = new StrategyConfiguration[Count];
        for (var i = 0; i < Count; i++)
        {
            strategies[i] = new StrategyConfiguration(i == 0 ? SampleEvents.StrategyId : $"strategy-{i:00000}")
            {
                Type = "sample",
                Parameters = """{"lookback":20}""",
                Instruments = "[256265]",
                ZerodhaTradingEnabled = false,
                Traders = [new(LiveName, TraderMode.Shadow) { SharePercent = percent }],
            };
        }

        return new StrategySet { Strategies = strategies };
    }
}
