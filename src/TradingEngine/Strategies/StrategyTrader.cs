namespace TradingEngine.Strategies;

/// <summary>What one trader does with the signals of one strategy. Two are equal where all of it is.</summary>
/// <param name="Trader">The name of the trader.</param>
/// <param name="Mode">Whether it trades, only as a shadow, or not at all.</param>
public sealed record class StrategyTrader(string Trader, TraderMode Mode)
{
    /// <summary>The share that is every signal: 100.</summary>
    public const decimal PercentMax = 100;

    /// <summary>
    /// The share of the signals that it gets, from 0 to 100 percent with up to two decimals; which ones: see <see
    /// cref="Routing.RoutingTableBuilder.RouteShare"/>. <value>The default is 100: every signal.</value>
    /// </summary>
    public decimal SharePercent { get; init; } = PercentMax;

    /// <summary>
    /// How it places the orders of the strategy: a JSON object in names of the trader, such as
    /// <c>{"Product":"CNC"}</c>; see <see cref="Traders.ITrader.CheckTerms"/>. <value>The default is null: as the trader is
    /// set up.</value>
    /// </summary>
    public string? Terms { get; init; }
}
