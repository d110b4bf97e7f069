namespace TradingEngine.Traders.Paper;

/// <summary>How the paper trader fills. Percentages are decimal: 0.1 is a tenth of a percent.</summary>
public sealed class PaperTraderOptions
{
    /// <summary>
    /// How much worse than the last price a fill is, in percent, 0 to less than 100. <value>The default is
    /// 0.05.</value>
    /// </summary>
    public decimal SlippagePercent { get; init; } = 0.05m;

    /// <summary>The fee in percent of the value of a fill, 0 to 100. <value>The default is 0.1.</value></summary>
    public decimal CommissionPercent { get; init; } = 0.1m;
}
