namespace TradingEngine.Zerodha.Trading;

/// <summary>At what price the orders of a strategy are placed.</summary>
public enum OrderPricing
{
    /// <summary>At the market, with market protection: Kite makes a limit order of it, whose rest can stay open.</summary>
    Market,

    /// <summary>At the signal's price, which has to be there and a multiple of the tick size; it is never rounded.</summary>
    Limit,
}
