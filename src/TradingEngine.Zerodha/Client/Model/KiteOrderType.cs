namespace TradingEngine.Zerodha.Client.Model;

/// <summary>The types of orders.</summary>
public static class KiteOrderType
{
    /// <summary>At any price; needs a market protection.</summary>
    public const string Market = "MARKET";

    /// <summary>At a price or better.</summary>
    public const string Limit = "LIMIT";

    /// <summary>A limit order behind a trigger.</summary>
    public const string StopLimit = "SL";

    /// <summary>A market order behind a trigger; needs a market protection.</summary>
    public const string StopMarket = "SL-M";
}
