using TradingEngine.Risk;
using TradingEngine.Strategies;

namespace TradingEngine.Sql.Tests.Support;

/// <summary>Strategies for tests.</summary>
internal static class Some
{
    /// <summary>A strategy that has everything.</summary>
    public static StrategyConfiguration Full(string id = "momentum-1") => new(id)
    {
        Type = "momentum",
        Instruments = "[738561, 779521]",
        Parameters = """{"window": 20,  "threshold": 0.5}""",
        IsActive = true,
        IsSuspended = true,
        ZerodhaTradingEnabled = true,
        Limits = new RiskLimits { OrderQuantityMax = 500, DailyLossMax = 12_500.50m, PriceAgeMax = TimeSpan.FromSeconds(5) },
        Traders =
        [
            new StrategyTrader("zerodha", TraderMode.Live) { SharePercent = 33.33m, Terms = """{"Product":"CNC"}""" },
            new StrategyTrader("paper", TraderMode.Shadow),
            new StrategyTrader("other", TraderMode.Off) { SharePercent = 0 },
        ],
    };

    /// <summary>A strategy that has nothing but an id, as the tables give it.</summary>
    public static StrategyConfiguration Plain(string id) => new(id) { ZerodhaTradingEnabled = false };
}
