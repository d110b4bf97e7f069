namespace TradingEngine.Strategies;

/// <summary>What turns the columns of the replaced system into traders.</summary>
public sealed class StrategyRuleOptions
{
    /// <summary>The trader that gets every active strategy. <value>The default is <c>paper</c>.</value></summary>
    public string PaperName { get; set; } = "paper";

    /// <summary>
    /// The trader that gets those with <see cref="StrategyConfiguration.ZerodhaTradingEnabled"/>. <value>The default is
    /// <c>zerodha</c>.</value>
    /// </summary>
    public string ZerodhaName { get; set; } = "zerodha";

    /// <summary>
    /// Whether a strategy that Zerodha trades is not traded on paper, as the replaced system does since its strategy runner
    /// chooses the brokers. <value>The default is false: on both, as its execution router did.</value>
    /// </summary>
    public bool ZerodhaInsteadOfPaper { get; set; }

    /// <summary>
    /// Whether the table also decides about signals that are bound to a trader, such as those of
    /// <c>zerodha.signals.validated</c>; see <see cref="Routing.RoutingTableBuilder.DecideBoundSignals"/>. <value>The
    /// default is true.</value>
    /// </summary>
    public bool DecideBoundSignals { get; set; } = true;

    /// <summary>Traders that may be named and do not take part: their routes lead nowhere.</summary>
    public IReadOnlyCollection<string> DisabledTraders { get; set; } = [];

    internal StrategyRuleOptions Copy() => (StrategyRuleOptions)MemberwiseClone();
}
