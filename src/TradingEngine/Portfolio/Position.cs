namespace TradingEngine.Portfolio;

/// <summary>
/// What a trader holds of one instrument for one strategy, at average cost. Amounts in the account's currency, not
/// rounded.
/// </summary>
/// <param name="Trader">The trader.</param>
/// <param name="StrategyId">The strategy.</param>
/// <param name="InstrumentToken">The instrument.</param>
/// <param name="Quantity">Held: above zero long, below zero short.</param>
/// <param name="Cost">What the held quantity cost, without fees; negative for a short position.</param>
/// <param name="RealizedPnl">Profit or loss of what was closed, without fees.</param>
/// <param name="Fees">All fees so far.</param>
/// <param name="CashChange">All that was received minus all that was paid, fees included.</param>
/// <param name="FillCount">Fills so far.</param>
public readonly record struct Position(
    string Trader,
    string StrategyId,
    long InstrumentToken,
    long Quantity,
    decimal Cost,
    decimal RealizedPnl,
    decimal Fees,
    decimal CashChange,
    long FillCount)
{
    /// <summary>The average price of the held quantity, zero where nothing is held.</summary>
    public decimal AveragePrice => Quantity == 0 ? 0 : Cost / Quantity;

    /// <summary>Profit or loss of the held quantity at <paramref name="lastPrice"/>, without fees.</summary>
    public decimal UnrealizedPnl(decimal lastPrice) => lastPrice * Quantity - Cost;
}
