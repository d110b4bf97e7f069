using TradingEngine.Strategies;

namespace TradingEngine.Sql.Reading;

/// <summary>Shares as the tables keep them.</summary>
internal static class SharePercent
{
    /// <summary>What a share must be, for messages.</summary>
    public const string Expectation = "0 to 100 with up to two decimals";

    private const int DecimalsMax = 2;

    /// <summary>Whether the tables can keep it.</summary>
    public static bool IsValid(decimal share) =>
        share is >= 0 and <= StrategyTrader.PercentMax && decimal.Round(share, DecimalsMax) == share;

    /// <summary>The same number without zeros at its end, so that the audit has one text for it.</summary>
    public static decimal Trim(decimal share) => share / 1.0000000000000000000000000000m;
}
