namespace TradingEngine.Zerodha.Client;

/// <summary>Types of orders.</summary>
public static class KiteOrderType
{
    /// <summary>At the market; needs market protection.</summary>
    public const string Market = "MARKET";

    /// <summary>At a price or better.</summary>
    public const string Limit = "LIMIT";

    /// <summary>A limit order that waits for a trigger price.</summary>
    public const string StopLoss = "SL";

    /// <summary>A market order that waits for a trigger price; needs market protection.</summary>
    public const string StopLossMarket = "SL-M";
}
